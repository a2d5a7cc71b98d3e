// The version of the graph; no row when the graph is empty.
MATCH (g:Graph {id: 'graph'})
RETURN coalesce(g.version, 0) AS version
