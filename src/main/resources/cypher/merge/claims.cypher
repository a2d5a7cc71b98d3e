// The evidence that states values, of given subjects.
// $subjects: ids of entities and relationships
UNWIND $subjects AS subject
MATCH (v:Evidence {subject: subject})
WHERE v.claims IS NOT NULL AND v.supersededAt IS NULL
MATCH (s:Entity {id: v.source})
OPTIONAL MATCH (e:Entity {id: subject})
RETURN subject, e.kind AS kind, v.subjectType AS subjectType, collect(v {.*, source: s {.id, .publishedOn}}) AS evidence
