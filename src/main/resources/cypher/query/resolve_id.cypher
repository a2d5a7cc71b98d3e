// The entity with an id.
// $id: the id
// $at: map with known, the instant at which the graph must have known the records
MATCH (e:Entity {id: $id})
WHERE cg.known(e)
RETURN cg.entity_ref(e) AS entity
