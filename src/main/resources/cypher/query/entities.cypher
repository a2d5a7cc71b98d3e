// Entities with their claims and, on request, their evidence, in any order.
// $ids: ids of the entities
// $at: map with known, the instant at which the graph must have known the records
// $evidence: whether to return the evidence
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE cg.known(e)
RETURN cg.entity_full(e) AS entity
