// A page of the ids of relationships at given entities, ordered by type and id.
// $anchors: ids of entities, one of which is an end of each relationship
// $rank: map of the relationship types to return to their place in the order
// $fromKinds: kinds of the entity at the start; all of them when empty
// $toKinds: kinds of the entity at the end; all of them when empty
// $from: ids of the entity at the start; any when empty
// $to: ids of the entity at the end; any when empty
// $entities: ids of an entity at either end; any when empty
// $sources: ids of sources, one of which supports the relationship; any when empty
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $afterRank: place of the type of the last relationship of the previous page
// $after: id of that relationship
// $limit: maximum number of relationships
MATCH (e:Entity)-[r]-(:Entity)
WHERE e.id IN $anchors
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b, coalesce(r.id, r.formerId) AS id, $rank[type(r)] AS rank
WHERE rank >= $afterRank AND (rank > $afterRank OR id > $after) AND cg.holds(r)
  AND ($fromKinds = [] OR a.kind IN $fromKinds)
  AND ($toKinds = [] OR b.kind IN $toKinds)
  AND ($from = [] OR a.id IN $from)
  AND ($to = [] OR b.id IN $to)
  AND ($entities = [] OR a.id IN $entities OR b.id IN $entities)
  AND ($sources = [] OR EXISTS { MATCH (v:Evidence {subject: id}) WHERE v.source IN $sources AND cg.known(v) })
WITH r, id, rank ORDER BY rank, id LIMIT $limit
RETURN type(r) AS type, id, elementId(r) AS key
ORDER BY rank, id
