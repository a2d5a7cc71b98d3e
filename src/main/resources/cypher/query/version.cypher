// The version of the graph; nothing when it was never filled.
MATCH (g:Graph {id: 'graph'})
RETURN g.version AS version
