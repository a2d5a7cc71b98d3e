// Indexes entities by their names and identifiers; removed names and identifiers are kept as superseded.
// $rows: list of maps with id, names (maps with key, value, fingerprint and forms) and identifiers
// $now: recording time of this transaction
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
    CREATE (:Name {entity: row.id, key: name.key, value: name.value, fingerprint: name.fingerprint, forms: name.forms, recordedAt: $now}))
}
CALL (row) {
  OPTIONAL MATCH (kept:Identifier {entity: row.id})
  WHERE kept.supersededAt IS NULL
  WITH row, collect(kept.key) AS keys
  FOREACH (key IN [key IN row.identifiers WHERE NOT key IN keys] |
    CREATE (:Identifier {entity: row.id, key: key, recordedAt: $now}))
}
