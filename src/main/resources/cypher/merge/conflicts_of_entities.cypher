// Marks entities whose sources differ, and shows the values of the most trusted source.
// $rows: each with id, conflict (whether there is one) and shown (properties to show)
// $now: the time of recording
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
WHERE e.hasConflict <> row.conflict OR any(key IN keys(row.shown) WHERE e[key] IS NULL OR e[key] <> row.shown[key])
revised(e)
SET e.hasConflict = row.conflict
SET e += row.shown
