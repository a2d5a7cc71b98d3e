// How many entities and relationships a source supports.
// $source: the source
// $at: when the facts are to hold
MATCH (v:Evidence)
WHERE v.source = $source AND v.subject > '' AND known(v)
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
  WITH r WHERE holds(r)
  RETURN 1 AS fact
  UNION
  WITH subject WHERE type = 'ENTITY'
  MATCH (e:Entity {id: subject})
  WHERE holds(e)
  RETURN 1 AS fact
}
RETURN count(fact) AS total
