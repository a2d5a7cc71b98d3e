// Records evidence that is known not to be there.
// $rows: each with id, properties and hash
// $now: the time of recording
// $version: version of the graph that this makes
UNWIND $rows AS row
CREATE (v:Evidence)
SET v = row.properties, v.id = row.id, v.hash = row.hash, v.recordedAt = $now, v.changedIn = $version
