// Marks relationships whose sources differ, and shows the values of the most trusted source.
// $rows: each with id, type, conflict (whether there is one) and shown (properties to show)
UNWIND $rows AS row
MATCH ()-[r:$(row.type) {id: row.id}]->()
SET r.hasConflict = row.conflict
SET r += row.shown
