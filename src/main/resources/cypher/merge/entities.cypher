// Creates entities, and gives those that changed their new properties while the earlier ones stay as a revision.
// Returns the ids of what is new or changed.
// $rows: each with id, labels, properties, words (folded text to search in) and hash, which tells whether
// anything changed
// $now: the time of recording
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
WITH e, row
WHERE e.hash IS NULL OR e.hash <> row.hash
WITH e, row, e {.version, .recordedAt, .country, .hasConflict} AS before
CALL (e, before) {
  WITH e WHERE before.version IS NOT NULL
  CREATE (revision:Revision)
  SET revision = properties(e), revision.supersededAt = $now
}
SET e = row.properties,
    e.hash = row.hash,
    e.words = row.words,
    e.version = coalesce(before.version, 0) + 1,
    e.recordedAt = coalesce(before.recordedAt, $now),
    e.updatedAt = $now,
    e.country = before.country,
    e.hasConflict = coalesce(before.hasConflict, false)
SET e:$(row.labels)
RETURN e.id AS id
