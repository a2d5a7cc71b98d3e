// Number of relationships of an entity that match the filters.
// $id: id of the entity
// $types: relationship types to count; all of them when empty
// $direction: 'out', 'in' or 'both', seen from the entity
// $kinds: kinds of the entity at the other end; all of them when empty
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
MATCH (e:Entity {id: $id})-[r]-(other:Entity)
WHERE cg.holds(r)
  AND ($types = [] OR type(r) IN $types)
  AND ($direction = 'both' OR ($direction = 'out') = (startNode(r) = e))
  AND ($kinds = [] OR other.kind IN $kinds)
RETURN count(r) AS total
