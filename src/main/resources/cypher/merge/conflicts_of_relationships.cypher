// Marks relationships whose sources conflict and sets their properties to the values of the most trusted source. The
// earlier state is kept as superseded, unless this transaction recorded it.
// $rows: list of maps with id, type, conflict (whether there is a conflict) and shown (properties to set)
// $now: recording time of this transaction
// $version: graph version that this transaction makes
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
