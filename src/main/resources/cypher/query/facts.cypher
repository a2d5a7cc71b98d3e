// A page of the entities and relationships that a source supports, ordered by id, with the evidence from that source.
// $source: id of the source
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $after: id of the last entity or relationship of the previous page
// $limit: maximum number of entities and relationships
MATCH (s:Entity {id: $source})
WITH s
MATCH (v:Evidence)
WHERE v.source = s.id AND v.subject > $after AND cg.known(v)
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
  WITH r WHERE cg.holds(r)
  RETURN r, null AS e
  UNION
  WITH subject WHERE type = 'ENTITY'
  MATCH (e:Entity {id: subject})
  WHERE cg.holds(e)
  RETURN null AS r, e
}
WITH s, subject, records, r, e ORDER BY subject LIMIT $limit
RETURN subject,
  CASE WHEN e IS NOT NULL THEN head([seen IN [cg.state(e)] | seen {.*, words: null, claims: COLLECT {
      MATCH (claim:Evidence {subject: seen.id})
      WHERE claim.claims IS NOT NULL AND seen.hasConflict AND cg.known(claim)
      MATCH (claimant:Entity {id: claim.source})
      RETURN claim {.*, source: claimant {.id, .publishedOn}}
    }, evidence: null}]) END AS entity,
  CASE WHEN r IS NOT NULL THEN r {.*, id: subject, type: type(r),
    from: head([tip IN [startNode(r)] | cg.entity_ref(tip)]), to: head([tip IN [endNode(r)] | cg.entity_ref(tip)]), evidence: null} END AS relationship,
  [v IN records | v {.*, source: s {.id, .name, .type, .publisher, .publishedOn, .language, .url}}] AS evidence
ORDER BY subject
