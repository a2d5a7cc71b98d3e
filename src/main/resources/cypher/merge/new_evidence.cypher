// Creates evidence records that do not exist.
// $rows: list of maps of properties
UNWIND $rows AS row
CREATE (v:Evidence)
SET v = row
