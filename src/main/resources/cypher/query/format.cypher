// The format of the stored data, 0 when it has no number; no row when the graph is empty.
MATCH (g:Graph {id: 'graph'})
RETURN coalesce(g.format, 0) AS format
