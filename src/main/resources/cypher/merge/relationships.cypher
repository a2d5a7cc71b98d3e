// Creates relationships; a changed one supersedes the earlier one. A withdrawn relationship stays withdrawn unless it
// has new content. Returns the relationships that are new or changed, and which entities they joined before.
// $rows: list of maps with id, type, from, to, properties, conflict (whether its sources contradict each other; as before
// when null) and hash (digest by which an unchanged relationship is skipped; when null, the relationship is always
// written)
// $now: recording time of this transaction
// $version: graph version that this transaction makes
UNWIND $rows AS row
MATCH (from:Entity {id: row.from})
MATCH (to:Entity {id: row.to})
CALL (row) {
  OPTIONAL MATCH ()-[known:$(row.type) {id: row.id}]->()
  RETURN known
}
WITH row, from, to, known
WHERE CASE WHEN known IS NULL
    THEN row.hash IS NULL OR NOT EXISTS { MATCH ()-[gone:$(row.type) {formerId: row.id}]->() WHERE gone.withdrawn AND gone.hash = row.hash }
    ELSE known.hash IS NULL OR row.hash IS NULL OR known.hash <> row.hash END
WITH row, from, to, known, CASE
    WHEN known IS NOT NULL THEN 'updated'
    WHEN EXISTS { MATCH ()-[gone:$(row.type) {formerId: row.id}]->() } THEN 'restored'
    ELSE 'created' END AS change
CALL (known) {
  WITH known WHERE known IS NOT NULL
  SET known.supersededAt = $now, known.supersededIn = $version, known.formerId = known.id
  REMOVE known.id
}
CREATE (from)-[r:$(row.type)]->(to)
SET r = row.properties,
    r.hash = coalesce(row.hash, known.hash),
    r.recordedAt = $now,
    r.changedIn = $version,
    r.hasConflict = coalesce(row.conflict, known.hasConflict, false)
RETURN r.id AS id, from.id AS from, row.type AS kind, change, startNode(known).id AS formerFrom,
  endNode(known).id AS formerTo
