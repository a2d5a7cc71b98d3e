// Number of relationships that given sources support.
// $sources: ids of the sources
// $rank: map of the relationship types to count to any value
// $fromKinds: kinds of the entity at the start; all of them when empty
// $toKinds: kinds of the entity at the end; all of them when empty
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
UNWIND $sources AS source
MATCH (v:Evidence)
WHERE v.source = source AND v.subject > '' AND cg.known(v)
WITH DISTINCT v.subject AS id, v.subjectType AS type, $rank[v.subjectType] AS rank
WHERE rank IS NOT NULL
CALL (id, type) {
  MATCH (a)-[r:$(type) {id: id}]->(b)
  RETURN a, r, b
  UNION
  MATCH (a)-[r:$(type) {formerId: id}]->(b)
  RETURN a, r, b
}
WITH a, r, b, id, rank
WHERE cg.holds(r)
  AND ($fromKinds = [] OR a.kind IN $fromKinds)
  AND ($toKinds = [] OR b.kind IN $toKinds)
RETURN count(r) AS total
