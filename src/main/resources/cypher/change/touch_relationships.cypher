// Notes that relationships changed in what supports them.
// $rows: each with id and type
// $version: version of the graph that this makes
UNWIND $rows AS row
MATCH ()-[r:$(row.type) {id: row.id}]->()
SET r.supportedIn = $version
