// Creates relationships that are known not to be there.
// $rows: each with type, from, to and properties
// $now: the time of recording
// $version: version of the graph that this makes
UNWIND $rows AS row
MATCH (from:Entity {id: row.from})
MATCH (to:Entity {id: row.to})
CREATE (from)-[r:$(row.type)]->(to)
SET r = row.properties, r.hash = row.hash, r.recordedAt = $now, r.changedIn = $version, r.hasConflict = false
