// Stores what is wrong with rows.
// $import: id of the import
// $rows: list of maps with number, file, line, field and message
UNWIND $rows AS row
MERGE (r:ImportRejection {import: $import, number: row.number})
SET r.file = row.file, r.line = row.line, r.field = row.field, r.message = row.message
