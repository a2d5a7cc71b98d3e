// All evidence from a source.
// $id: id of the source
// $limit: maximum number of records
MATCH (v:Evidence)
WHERE v.source = $id AND v.subject > '' AND v.supersededAt IS NULL
MATCH (s:Entity {id: v.source})
WITH v, s ORDER BY v.subject, v.id LIMIT $limit
RETURN v.id AS id, v.subject AS subject, v.subjectType AS subjectType, v {.*, source: s {.id}} AS evidence
