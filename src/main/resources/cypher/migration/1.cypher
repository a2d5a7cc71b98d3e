// Format 1, the first one with a number. The data of earlier graphs needs no change.
MATCH (g:Graph {id: 'graph'})
SET g.format = 1
