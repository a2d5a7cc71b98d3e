// How many relationships of an entity fit.
// $id: the entity
// $types: types of relationship; all of them when empty
// $direction: out, in or both, seen from the entity
// $kinds: kinds of what is at the other end; all of them when empty
// $at: when they are to hold
MATCH (e:Entity {id: $id})-[r]-(other:Entity)
WHERE holds(r)
  AND ($types = [] OR type(r) IN $types)
  AND ($direction = 'both' OR ($direction = 'out') = (startNode(r) = e))
  AND ($kinds = [] OR other.kind IN $kinds)
RETURN count(r) AS total
