// Marks entities whose sources conflict and sets their properties to the values of the most trusted source.
// $rows: list of maps with id, conflict (whether there is a conflict) and shown (properties to set)
// $now: recording time of this transaction
// $version: graph version that this transaction makes
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
WHERE e.supersededAt IS NULL AND (e.hasConflict <> row.conflict OR any(key IN keys(row.shown) WHERE e[key] IS NULL OR e[key] <> row.shown[key]))
CALL (e) {
  WITH e WHERE e.updatedAt < $now
  CREATE (revision:Revision)
  SET revision = properties(e), revision.supersededAt = $now, e.version = e.version + 1, e.updatedAt = $now,
    e.changedIn = $version, e.change = 'updated'
}
SET e.hasConflict = row.conflict
SET e += row.shown
RETURN e.id AS id, e.kind AS kind, e.change AS change
