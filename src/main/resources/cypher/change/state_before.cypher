// The state of an entity before a change.
// $id: id of the entity
// $in: graph version that the change made
MATCH (e:Entity {id: $id, changedIn: $in})
MATCH (s:Revision {id: $id, version: e.version - 1})
RETURN s {.*, words: null, evidence: []} AS entity
