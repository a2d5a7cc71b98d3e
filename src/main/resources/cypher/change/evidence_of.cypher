// The current evidence of entities and relationships.
// $subjects: ids of the entities and relationships
UNWIND $subjects AS subject
MATCH (v:Evidence {subject: subject})
WHERE v.supersededAt IS NULL
MATCH (s:Entity {id: v.source})
RETURN v.id AS id, v.subject AS subject, v {.*, source: s {.id}} AS evidence
ORDER BY subject, v.source, v.locator, v.extractor, v.ordinal
