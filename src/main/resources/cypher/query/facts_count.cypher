// Number of entities and relationships that a source supports.
// $source: id of the source
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
MATCH (v:Evidence)
WHERE v.source = $source AND v.subject > '' AND cg.known(v)
WITH DISTINCT v.subject AS subject, v.subjectType AS type
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
  RETURN 1 AS fact
  UNION
  WITH subject WHERE type = 'ENTITY'
  MATCH (e:Entity {id: subject})
  WHERE cg.holds(e)
  RETURN 1 AS fact
}
RETURN count(fact) AS total
