// Adds the further words by which names are found.
// $rows: list of maps with key and forms
UNWIND $rows AS row
MATCH (n:Name {key: row.key})
SET n.forms = row.forms
