// Stores the texts that current evidence claims and that are not shown.
// $rows: list of maps with id and texts
UNWIND $rows AS row
MATCH (v:Evidence {id: row.id})
SET v.unshown = CASE WHEN row.texts = [] THEN null ELSE row.texts END
