// Format 2: evidence claims all values of its subject. The claims are added before, see ClaimsMigration.
MATCH (g:Graph {id: 'graph'})
SET g.format = 2
