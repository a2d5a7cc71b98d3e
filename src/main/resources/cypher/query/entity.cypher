// An entity, with its conflicts and its evidence if asked for.
// $id: its id
// $at: when the graph is to have known it
// $evidence: whether to return the evidence
MATCH (e:Entity {id: $id})
WHERE known(e)
RETURN whole(e) AS entity
