// Makes entities that were not there findable by their names and identifiers.
// $rows: each with label (Name or Identifier) and all properties
UNWIND $rows AS row
CREATE (n:$(row.label))
SET n = row.properties
