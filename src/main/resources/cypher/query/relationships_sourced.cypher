// A page of the ids of relationships that given sources support, ordered by type and id.
// $sources: ids of the sources
// $rank: map of the relationship types to return to their place in the order
// $fromKinds: kinds of the entity at the start; all of them when empty
// $toKinds: kinds of the entity at the end; all of them when empty
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $afterRank: place of the type of the last relationship of the previous page
// $after: id of that relationship
// $limit: maximum number of relationships
UNWIND $sources AS source
MATCH (v:Evidence)
WHERE v.source = source AND v.subject > '' AND cg.known(v)
WITH DISTINCT v.subject AS id, v.subjectType AS type, $rank[v.subjectType] AS rank
WHERE rank >= $afterRank AND (rank > $afterRank OR id > $after)
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
WITH r, id, rank ORDER BY rank, id LIMIT $limit
RETURN type(r) AS type, id, elementId(r) AS key
ORDER BY rank, id
