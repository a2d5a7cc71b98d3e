// The evidence of entities and relationships, as it is now.
// $subjects: their ids
UNWIND $subjects AS subject
MATCH (v:Evidence {subject: subject})
WHERE v.supersededAt IS NULL
MATCH (s:Entity {id: v.source})
RETURN v.id AS id, v.subject AS subject, v {.*, source: s {.id}} AS evidence
ORDER BY subject, v.source, v.locator, v.extractor, v.ordinal
