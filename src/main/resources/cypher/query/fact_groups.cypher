// The relationships of an entity by type and direction: how many, and the latest of them.
// $id: id of the entity
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $limit: maximum number of relationships of a group
// $evidence: whether to return the evidence
MATCH (e:Entity {id: $id})-[any]-()
WHERE cg.holds(any)
WITH e, type(any) AS type, startNode(any) = e AS leaves, count(any) AS total
RETURN type, leaves, total, COLLECT {
  MATCH (e)-[r:$(type)]-()
  WHERE (startNode(r) = e) = leaves AND cg.holds(r)
  WITH r ORDER BY coalesce(r.validFrom, head(r.attestedOn), '') DESC, coalesce(r.id, r.formerId) LIMIT $limit
  RETURN {relationship: cg.relationship_view(r)}
} AS relationships
