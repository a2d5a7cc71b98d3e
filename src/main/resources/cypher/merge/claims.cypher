// The evidence with claims of given subjects, and whether the sources of an entity already conflicted.
// $subjects: ids of entities and relationships
UNWIND $subjects AS subject
MATCH (v:Evidence {subject: subject})
WHERE v.claims IS NOT NULL AND v.supersededAt IS NULL
MATCH (s:Entity {id: v.source})
OPTIONAL MATCH (e:Entity {id: subject})
RETURN subject, e.kind AS kind, e.hasConflict AS conflict, v.subjectType AS subjectType, collect(v {.*, source: s {.id, .publishedOn}}) AS evidence
