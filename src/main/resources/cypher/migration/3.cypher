// Format 3: names have the further words by which they are found. They are added before, see NamesMigration.
MATCH (g:Graph {id: 'graph'})
SET g.format = 3
