// Creates relationships; one that changed takes the place of the earlier, which stays as superseded. Returns the ids of
// what is new or changed.
// $rows: each with id, type, from, to, properties and hash, which tells whether anything changed
// $now: the time of recording
UNWIND $rows AS row
MATCH (from:Entity {id: row.from})
MATCH (to:Entity {id: row.to})
CALL (row) {
  OPTIONAL MATCH ()-[known:$(row.type) {id: row.id}]->()
  RETURN known
}
WITH row, from, to, known
WHERE known IS NULL OR known.hash <> row.hash
CALL (known) {
  WITH known WHERE known IS NOT NULL
  SET known.supersededAt = $now, known.formerId = known.id
  REMOVE known.id
}
CREATE (from)-[r:$(row.type)]->(to)
SET r = row.properties,
    r.hash = row.hash,
    r.recordedAt = $now,
    r.hasConflict = coalesce(known.hasConflict, false)
RETURN r.id AS id
