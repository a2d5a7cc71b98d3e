// Marks entities whose sources differ, and shows the values of the most trusted source.
// $rows: each with id, conflict (whether there is one) and shown (properties to show)
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
SET e.hasConflict = row.conflict
SET e += row.shown
