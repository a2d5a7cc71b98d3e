// Records that the evidence of entities changed.
// $ids: ids of the entities
// $version: graph version that this transaction makes
UNWIND $ids AS id
MATCH (e:Entity {id: id})
SET e.supportedIn = $version
