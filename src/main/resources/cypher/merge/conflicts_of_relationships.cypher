// Marks relationships whose sources differ, and shows the values of the most trusted source. What was shown before stays
// as superseded, unless it was recorded in this transaction.
// $rows: each with id, type, conflict (whether there is one) and shown (properties to show)
// $now: the time of recording
// $version: version of the graph that this makes
UNWIND $rows AS row
MATCH (from:Entity)-[r:$(row.type) {id: row.id}]->(to:Entity)
WHERE r.hasConflict <> row.conflict OR any(key IN keys(row.shown) WHERE r[key] IS NULL OR r[key] <> row.shown[key])
CALL (row, from, to, r) {
  WITH row, from, to, r WHERE r.recordedAt < $now
  CREATE (from)-[earlier:$(row.type)]->(to)
  SET earlier = r {.*, id: null, formerId: r.id, supersededAt: $now, supersededIn: $version}, r.recordedAt = $now, r.changedIn = $version
}
SET r.hasConflict = row.conflict
SET r += row.shown
RETURN r.id AS id, row.type AS kind, 'updated' AS change
