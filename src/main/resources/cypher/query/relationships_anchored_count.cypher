// Number of relationships at given entities.
// $anchors: ids of entities, one of which is an end of each relationship
// $rank: map of the relationship types to count to any value
// $fromKinds: kinds of the entity at the start; all of them when empty
// $toKinds: kinds of the entity at the end; all of them when empty
// $from: ids of the entity at the start; any when empty
// $to: ids of the entity at the end; any when empty
// $entities: ids of an entity at either end; any when empty
// $sources: ids of sources, one of which supports the relationship; any when empty
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
MATCH (e:Entity)-[r]-(:Entity)
WHERE e.id IN $anchors
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b, coalesce(r.id, r.formerId) AS id, $rank[type(r)] AS rank
WHERE rank IS NOT NULL AND cg.holds(r)
  AND ($fromKinds = [] OR a.kind IN $fromKinds)
  AND ($toKinds = [] OR b.kind IN $toKinds)
  AND ($from = [] OR a.id IN $from)
  AND ($to = [] OR b.id IN $to)
  AND ($entities = [] OR a.id IN $entities OR b.id IN $entities)
  AND ($sources = [] OR EXISTS { MATCH (v:Evidence {subject: id}) WHERE v.source IN $sources AND cg.known(v) })
RETURN count(r) AS total
