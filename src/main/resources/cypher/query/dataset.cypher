// Which edition of the bundled data is loaded; nothing when none is.
MATCH (g:Graph {id: 'graph'})
WHERE g.dataset IS NOT NULL
RETURN g.dataset AS dataset
