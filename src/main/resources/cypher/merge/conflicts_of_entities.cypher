// Marks entities whose sources differ, and shows the values of the most trusted source.
// $rows: each with id, conflict (whether there is one) and shown (properties to show)
// $now: the time of recording
// $version: version of the graph that this makes
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
WHERE e.supersededAt IS NULL AND (e.hasConflict <> row.conflict OR any(key IN keys(row.shown) WHERE e[key] IS NULL OR e[key] <> row.shown[key]))
revised(e)
SET e.hasConflict = row.conflict
SET e += row.shown
RETURN e.id AS id, e.kind AS kind, e.change AS change
