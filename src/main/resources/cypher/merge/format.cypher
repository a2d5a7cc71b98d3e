// Stores the format of the data in an empty graph.
// $format: number of the format
MERGE (g:Graph {id: 'graph'})
SET g.format = $format
