// Withdraws entities, which stay as they were for who asks for an earlier time. Returns which.
// $rows: each with id, withdrawn (true when no file may bring it back, else null) and mergedInto (or null)
// $now: the time of recording
// $version: version of the graph that this makes
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
WHERE e.supersededAt IS NULL
SET e.supersededAt = $now, e.supersededIn = $version, e.withdrawn = row.withdrawn, e.mergedInto = row.mergedInto
RETURN e.id AS id, e.kind AS kind, CASE WHEN row.mergedInto IS NULL THEN 'deleted' ELSE 'merged' END AS change
