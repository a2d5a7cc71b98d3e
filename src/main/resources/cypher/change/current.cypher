// The state of the graph, without the lock that serialises writers.
MATCH (g:Graph {id: 'graph'})
RETURN coalesce(g.version, 0) AS version, g.dataset AS dataset, g.recordedAt AS recordedAt
