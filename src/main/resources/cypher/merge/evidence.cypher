// Records evidence, or what changed in it. Returns the subjects of what is new or changed.
// $rows: each with id, properties and hash, which tells whether anything changed
// $now: the time of recording
UNWIND $rows AS row
MERGE (v:Evidence {id: row.id})
WITH v, row
WHERE v.hash IS NULL OR v.hash <> row.hash
SET v = row.properties,
    v.id = row.id,
    v.hash = row.hash,
    v.recordedAt = $now
RETURN DISTINCT v.subject AS subject
