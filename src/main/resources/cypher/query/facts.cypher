// What a source supports, by id of the entity or relationship, with what the source says about it.
// $source: the source
// $at: when the facts are to hold
// $after: id of the last entity or relationship of the page before
// $limit: how many
MATCH (s:Entity {id: $source})
WITH s
MATCH (v:Evidence)
WHERE v.source = s.id AND v.subject > $after AND known(v)
WITH s, v.subject AS subject, v.subjectType AS type, collect(v) AS records
CALL (subject, type) {
  WITH subject WHERE type <> 'ENTITY'
  CALL (subject, type) {
    MATCH ()-[r:$(type) {id: subject}]->()
    RETURN r
    UNION
    MATCH ()-[r:$(type) {formerId: subject}]->()
    RETURN r
  }
  WITH r WHERE holds(r)
  RETURN r, null AS e
  UNION
  WITH subject WHERE type = 'ENTITY'
  MATCH (e:Entity {id: subject})
  WHERE holds(e)
  RETURN null AS r, e
}
WITH s, subject, records, r, e ORDER BY subject LIMIT $limit
RETURN subject,
  CASE WHEN e IS NOT NULL THEN head([seen IN [state(e)] | seen {.*, words: null, claims: claims(seen), evidence: null}]) END AS entity,
  CASE WHEN r IS NOT NULL THEN r {.*, id: subject, type: type(r),
    from: head([tip IN [startNode(r)] | brief(tip)]), to: head([tip IN [endNode(r)] | brief(tip)]), evidence: null} END AS relationship,
  [v IN records | v {.*, source: s {.id, .name, .type, .publisher, .publishedOn, .language, .url}}] AS evidence
ORDER BY subject
