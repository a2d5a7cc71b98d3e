// Makes entities findable by their names and identifiers; those that they no longer have stay as superseded.
// $rows: each with id, names (folded key, the name as written and its fingerprint) and identifiers
// $now: the time of recording
UNWIND $rows AS row
CALL (row) {
  MATCH (old:Name {entity: row.id})
  WHERE old.supersededAt IS NULL AND NOT any(name IN row.names WHERE name.key = old.key AND name.value = old.value)
  SET old.supersededAt = $now
}
CALL (row) {
  MATCH (old:Identifier {entity: row.id})
  WHERE old.supersededAt IS NULL AND NOT old.key IN row.identifiers
  SET old.supersededAt = $now
}
CALL (row) {
  OPTIONAL MATCH (kept:Name {entity: row.id})
  WHERE kept.supersededAt IS NULL
  WITH row, collect(kept.key) AS keys
  FOREACH (name IN [name IN row.names WHERE NOT name.key IN keys] |
    CREATE (:Name {entity: row.id, key: name.key, value: name.value, fingerprint: name.fingerprint, recordedAt: $now}))
}
CALL (row) {
  OPTIONAL MATCH (kept:Identifier {entity: row.id})
  WHERE kept.supersededAt IS NULL
  WITH row, collect(kept.key) AS keys
  FOREACH (key IN [key IN row.identifiers WHERE NOT key IN keys] |
    CREATE (:Identifier {entity: row.id, key: key, recordedAt: $now}))
}
