// Stores the claims of evidence.
// $rows: list of maps with id, claims and hash (the digest of evidence that files brought)
UNWIND $rows AS row
MATCH (v:Evidence {id: row.id})
SET v.claims = row.claims, v.hash = CASE WHEN v.hash IS NULL THEN null ELSE row.hash END
