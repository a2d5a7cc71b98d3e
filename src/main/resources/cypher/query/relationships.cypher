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
WHERE identity(r) > $after AND holds(r)
  AND ($types = [] OR type(r) IN $types)
  AND ($direction = 'both' OR ($direction = 'out') = (startNode(r) = e))
  AND ($kinds = [] OR other.kind IN $kinds)
WITH r ORDER BY identity(r) LIMIT $limit
RETURN told(r) AS relationship
ORDER BY relationship.id
