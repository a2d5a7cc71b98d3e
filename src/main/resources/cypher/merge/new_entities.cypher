// Creates entities that are known not to be there.
// $rows: each with labels and all properties
UNWIND $rows AS row
CREATE (e:$(row.labels))
SET e = row.properties
