// The state that an entity had until a change.
// $id: the entity
// $in: version of the graph that the change made
MATCH (e:Entity {id: $id, changedIn: $in})
MATCH (s:Revision {id: $id, version: e.version - 1})
RETURN s {.*, words: null, evidence: []} AS entity
