// An evidence record, superseded or not.
// $id: id of the record
// $at: map with known, the instant at which the graph must have known the records
CALL () {
  MATCH (v:Evidence {id: $id})
  RETURN v
  UNION
  MATCH (v:Evidence {formerId: $id})
  RETURN v
}
MATCH (s:Entity {id: v.source})
WITH v, s, cg.known(v) AS known ORDER BY known DESC, v.recordedAt DESC LIMIT 1
RETURN known, toString(v.supersededAt) AS since, v.subject AS subject, v.subjectType AS subjectType,
  v {.*, source: s {.id, .name, .type, .publisher, .publishedOn, .language, .url}} AS evidence
