// An entity with its claims and, on request, its evidence.
// $id: id of the entity
// $at: map with known, the instant at which the graph must have known the records
// $evidence: whether to return the evidence
MATCH (e:Entity {id: $id})
WHERE cg.known(e)
RETURN cg.entity_full(e) AS entity
