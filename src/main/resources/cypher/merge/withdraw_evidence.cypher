// Withdraws evidence, which stays as superseded. Returns which.
// $rows: each with id and withdrawn (true when no file may bring it back, else null)
// $now: the time of recording
// $version: version of the graph that this makes
UNWIND $rows AS row
MATCH (v:Evidence {id: row.id})
SET v.supersededAt = $now, v.supersededIn = $version, v.formerId = v.id, v.withdrawn = row.withdrawn
REMOVE v.id
RETURN v.formerId AS id, v.subject AS subject, v.subjectType AS subjectType, 'deleted' AS change
