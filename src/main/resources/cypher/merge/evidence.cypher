// Records evidence; what changed takes the place of the earlier, which stays as superseded. Returns the subjects of what
// is new or changed.
// $rows: each with id, properties and hash, which tells whether anything changed
// $now: the time of recording
UNWIND $rows AS row
OPTIONAL MATCH (earlier:Evidence {id: row.id})
WITH row, earlier
WHERE earlier IS NULL OR earlier.hash <> row.hash
CALL (earlier) {
  WITH earlier WHERE earlier IS NOT NULL
  SET earlier.supersededAt = $now, earlier.formerId = earlier.id
  REMOVE earlier.id
}
CREATE (v:Evidence)
SET v = row.properties,
    v.id = row.id,
    v.hash = row.hash,
    v.recordedAt = $now
RETURN DISTINCT v.subject AS subject
