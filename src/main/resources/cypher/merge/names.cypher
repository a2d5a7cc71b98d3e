// Makes entities findable by their names and identifiers, in place of those that they had.
// $rows: each with id, keys (folded names) and identifiers
UNWIND $rows AS row
CALL (row) {
  MATCH (old:Name {entity: row.id})
  DELETE old
}
CALL (row) {
  MATCH (old:Identifier {entity: row.id})
  DELETE old
}
FOREACH (key IN row.keys | CREATE (:Name {entity: row.id, key: key}))
FOREACH (key IN row.identifiers | CREATE (:Identifier {entity: row.id, key: key}))
