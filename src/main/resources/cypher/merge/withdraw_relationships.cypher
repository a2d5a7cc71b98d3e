// Withdraws relationships, which stay as superseded. Returns which.
// $rows: each with id, type and withdrawn (true when no file may bring it back, else null)
// $now: the time of recording
// $version: version of the graph that this makes
UNWIND $rows AS row
MATCH (from:Entity)-[r:$(row.type) {id: row.id}]->()
SET r.supersededAt = $now, r.supersededIn = $version, r.formerId = r.id, r.withdrawn = row.withdrawn
REMOVE r.id
RETURN r.formerId AS id, from.id AS from, row.type AS kind, 'deleted' AS change
