// Stores which entities of an import are probably the same as others.
// $import: id of the import
// $rows: list of maps with number and properties
UNWIND $rows AS row
MERGE (d:ImportDuplicate {import: $import, number: row.number})
SET d += row.properties
