// A page of the relationships of an entity, ordered by id.
// $id: id of the entity
// $types: relationship types to return; all of them when empty
// $direction: 'out', 'in' or 'both', seen from the entity
// $kinds: kinds of the entity at the other end; all of them when empty
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $after: id of the last relationship of the previous page
// $limit: maximum number of relationships
// $evidence: whether to return the evidence
MATCH (e:Entity {id: $id})-[r]-(other:Entity)
WHERE coalesce(r.id, r.formerId) > $after AND cg.holds(r)
  AND ($types = [] OR type(r) IN $types)
  AND ($direction = 'both' OR ($direction = 'out') = (startNode(r) = e))
  AND ($kinds = [] OR other.kind IN $kinds)
WITH r ORDER BY coalesce(r.id, r.formerId) LIMIT $limit
RETURN cg.relationship_view(r) AS relationship
ORDER BY relationship.id
