// Notes that entities changed in what supports them.
// $ids: their ids
// $version: version of the graph that this makes
UNWIND $ids AS id
MATCH (e:Entity {id: id})
SET e.supportedIn = $version
