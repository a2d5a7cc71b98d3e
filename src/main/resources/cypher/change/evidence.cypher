// The current or, when it was deleted, the last state of an evidence record.
// $id: id of the record
CALL () {
  MATCH (v:Evidence {id: $id})
  RETURN v
  UNION
  MATCH (v:Evidence {formerId: $id})
  RETURN v
}
WITH v ORDER BY v.supersededAt IS NOT NULL, v.supersededAt DESC LIMIT 1
MATCH (s:Entity {id: v.source})
RETURN v.changedIn AS changedIn, v.supersededIn AS supersededIn, v.supersededAt AS supersededAt, v.subject AS subject, v.subjectType AS subjectType, v.ordinal AS ordinal,
  COUNT { MATCH (o:Evidence {subject: v.subject}) WHERE o.supersededAt IS NULL } AS records,
  v {.*, id: $id, source: s {.id, .name, .type, .publisher, .publishedOn, .language, .url}} AS evidence
