// The evidence of an entity or a relationship, by id of the evidence.
// $subject: id of the entity or relationship
// $at: when the graph is to have known it
// $after: id of the last evidence of the page before
// $limit: how many
MATCH (v:Evidence {subject: $subject})
WHERE identity(v) > $after AND known(v)
MATCH (s:Entity {id: v.source})
WITH v, s ORDER BY identity(v) LIMIT $limit
RETURN identity(v) AS id, v {.*, source: s {.id, .name, .type, .publisher, .publishedOn, .language, .url}} AS evidence
ORDER BY id
