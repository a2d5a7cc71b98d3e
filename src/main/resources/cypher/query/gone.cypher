// That an entity was deleted, or merged into another, by the instant.
// $id: its id
// $at: when the graph is to have known it
MATCH (e:Entity {id: $id})
WHERE e.supersededAt <= $at.known
RETURN toString(e.supersededAt) AS since, e.mergedInto AS mergedInto
