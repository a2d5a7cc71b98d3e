// Indexes new entities by their names and identifiers.
// $rows: list of maps with label (Name or Identifier) and properties
UNWIND $rows AS row
CREATE (n:$(row.label))
SET n = row.properties
