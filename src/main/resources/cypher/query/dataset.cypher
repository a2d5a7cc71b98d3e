// The digest of the bundled data that is loaded; no row when none is.
MATCH (g:Graph {id: 'graph'})
WHERE g.dataset IS NOT NULL
RETURN g.dataset AS dataset
