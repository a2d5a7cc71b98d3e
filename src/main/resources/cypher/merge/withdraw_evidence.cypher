// Deletes evidence records. They are kept as superseded.
// $rows: list of maps with id and withdrawn (true when files must not restore the record, else null)
// $now: recording time of this transaction
// $version: graph version that this transaction makes
UNWIND $rows AS row
MATCH (v:Evidence {id: row.id})
SET v.supersededAt = $now, v.supersededIn = $version, v.formerId = v.id, v.withdrawn = row.withdrawn
REMOVE v.id
RETURN v.formerId AS id, v.subject AS subject, v.subjectType AS subjectType, 'deleted' AS change
