// Format 5: evidence keeps the claimed texts that are not shown, which are added before, see UnshownMigration, and the words
// of entities have their kind and what sort they are.
CALL {
  MATCH (e:Entity|Revision)
  WHERE e.id > '' AND NOT ' ' + e.words + ' ' CONTAINS ' ' + e.kind + ' '
  SET e.words = e.words + ' ' + replace(reduce(words = e.kind, sort IN [e.level, e.type, e.status] | words + coalesce(' ' + sort, '')), '-', ' ')
} IN TRANSACTIONS OF 1000 ROWS
MATCH (g:Graph {id: 'graph'})
SET g.format = 5
