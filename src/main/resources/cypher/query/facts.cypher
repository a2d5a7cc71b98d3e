// What a source supports, by id of the entity or relationship, with what the source says about it.
// $source: the source
// $after: id of the last entity or relationship of the page before
// $limit: how many
MATCH (s:Entity {id: $source})
WITH s
MATCH (v:Evidence)
WHERE v.source = s.id AND v.subject > $after
WITH v.subject AS subject, v.subjectType AS type,
  collect(v {.*, source: s {.id, .name, .type, .publisher, .publishedOn, .language, .url}}) AS evidence
ORDER BY subject LIMIT $limit
OPTIONAL MATCH (e:Entity {id: subject})
CALL (subject, type) {
  WITH subject WHERE type <> 'ENTITY'
  MATCH (from:Entity)-[r:$(type) {id: subject}]->(to:Entity)
  RETURN r {.*, type: type(r), from: brief(from), to: brief(to), evidence: null} AS relationship
  UNION
  WITH subject WHERE type = 'ENTITY'
  RETURN null AS relationship
}
RETURN subject, e {.*, claims: claims(e), evidence: null} AS entity, relationship, evidence
ORDER BY subject
