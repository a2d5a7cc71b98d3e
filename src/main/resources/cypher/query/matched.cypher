// The entities of match candidates.
// $ids: ids of the entities
// $at: map with known, the instant at which the graph must have known the records
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN head([seen IN [cg.state(e)] | seen {.*, words: null}]) AS entity
