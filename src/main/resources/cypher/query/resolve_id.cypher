// The entity with an id.
// $id: the id
// $at: when the graph is to have known it
MATCH (e:Entity {id: $id})
WHERE known(e)
RETURN brief(e) AS entity
