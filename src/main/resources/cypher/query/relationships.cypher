// Relationships of an entity, by id.
// $id: the entity
// $types: types of relationship; all of them when empty
// $direction: out, in or both, seen from the entity
// $kinds: kinds of what is at the other end; all of them when empty
// $at: when they are to hold
// $after: id of the last relationship of the page before
// $limit: how many
// $evidence: whether to return the evidence
MATCH (e:Entity {id: $id})-[r]-(other:Entity)
WHERE r.id > $after AND holds(r)
  AND ($types = [] OR type(r) IN $types)
  AND ($direction = 'both' OR ($direction = 'out') = (startNode(r) = e))
  AND ($kinds = [] OR other.kind IN $kinds)
WITH r, startNode(r) AS from, endNode(r) AS to ORDER BY r.id LIMIT $limit
RETURN r {.*, type: type(r),
  from: brief(from),
  to: brief(to),
  evidence: evidence(r)
} AS relationship
