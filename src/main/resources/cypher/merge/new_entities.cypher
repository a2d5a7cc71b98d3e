// Creates entities that do not exist.
// $rows: list of maps with labels and properties
UNWIND $rows AS row
CREATE (e:$(row.labels))
SET e = row.properties
