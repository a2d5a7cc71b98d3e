// The evidence of an entity or a relationship, by id of the evidence.
// $subject: id of the entity or relationship
// $after: id of the last evidence of the page before
// $limit: how many
MATCH (v:Evidence {subject: $subject})
WHERE v.id > $after
MATCH (s:Entity {id: v.source})
WITH v, s ORDER BY v.id LIMIT $limit
RETURN v.id AS id, v {.*, source: s {.id, .name, .type, .publisher, .publishedOn, .language, .url}} AS evidence
