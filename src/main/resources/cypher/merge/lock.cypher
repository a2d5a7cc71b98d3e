// Lets one writer of many records at a time go on; whoever comes second waits here until the first has committed.
MERGE (g:Graph {id: 'graph'})
SET g.version = coalesce(g.version, 0)
RETURN g.version AS version, g.dataset AS dataset
