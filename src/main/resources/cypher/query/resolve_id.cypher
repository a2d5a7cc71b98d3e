// The entity with an id.
// $id: the id
MATCH (e:Entity {id: $id})
RETURN brief(e) AS entity
