// The kinds of those entities that exist already.
// $ids: ids of entities
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.id AS id, e.kind AS kind
