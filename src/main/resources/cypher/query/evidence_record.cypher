// A record of evidence, also one that is superseded.
// $id: its id
// $at: when the graph is to have known it
CALL () {
  MATCH (v:Evidence {id: $id})
  RETURN v
  UNION
  MATCH (v:Evidence {formerId: $id})
  RETURN v
}
MATCH (s:Entity {id: v.source})
WITH v, s, known(v) AS known ORDER BY known DESC, v.recordedAt DESC LIMIT 1
RETURN known, toString(v.supersededAt) AS since, v.subject AS subject, v.subjectType AS subjectType,
  v {.*, source: s {.id, .name, .type, .publisher, .publishedOn, .language, .url}} AS evidence
