// When an entity was deleted or merged; no row when it was not.
// $id: id of the entity
// $at: map with known, the instant at which the graph must have known the records
MATCH (e:Entity {id: $id})
WHERE e.supersededAt <= $at.known
RETURN toString(e.supersededAt) AS since, e.mergedInto AS mergedInto
