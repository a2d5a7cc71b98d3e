// A page of the evidence of an entity or relationship, ordered by id.
// $subject: id of the entity or relationship
// $at: map with known, the instant at which the graph must have known the records
// $after: id of the last record of the previous page
// $limit: maximum number of records
MATCH (v:Evidence {subject: $subject})
WHERE coalesce(v.id, v.formerId) > $after AND cg.known(v)
MATCH (s:Entity {id: v.source})
WITH v, s ORDER BY coalesce(v.id, v.formerId) LIMIT $limit
RETURN coalesce(v.id, v.formerId) AS id, v {.*, source: s {.id, .name, .type, .publisher, .publishedOn, .language, .url}} AS evidence
ORDER BY id
