// Deletes relationships. They are kept as superseded.
// $rows: list of maps with id, type and withdrawn (true when files must not restore the relationship, else null)
// $now: recording time of this transaction
// $version: graph version that this transaction makes
UNWIND $rows AS row
MATCH (from:Entity)-[r:$(row.type) {id: row.id}]->(to:Entity)
SET r.supersededAt = $now, r.supersededIn = $version, r.formerId = r.id, r.withdrawn = row.withdrawn
REMOVE r.id
RETURN r.formerId AS id, from.id AS from, to.id AS to, row.type AS kind, 'deleted' AS change
