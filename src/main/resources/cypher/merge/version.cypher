// Counts a change of the graph.
MATCH (g:Graph {id: 'graph'})
SET g.version = g.version + 1
RETURN g.version AS version
