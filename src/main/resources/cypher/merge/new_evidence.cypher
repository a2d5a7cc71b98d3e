// Records evidence that is known not to be there.
// $rows: all properties of each
UNWIND $rows AS row
CREATE (v:Evidence)
SET v = row
