// Stores the digest of the bundled data that is loaded.
// $digest: digest of its files
MATCH (g:Graph {id: 'graph'})
SET g.dataset = $digest
