// Remembers which edition of the bundled data is loaded.
// $digest: digest of its files
MATCH (g:Graph {id: 'graph'})
SET g.dataset = $digest
