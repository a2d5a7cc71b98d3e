// What is shown of entities that may be meant.
// $ids: their ids
// $at: when the graph is to have known them
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN outlined(e) AS entity
