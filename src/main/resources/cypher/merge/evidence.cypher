// Records evidence; what changed takes the place of the earlier, which stays as superseded. What was withdrawn stays so
// unless it comes with something new, or with its subject. Returns what is new or changed, with its subject.
// $rows: each with id, properties, restored (whether its subject comes back) and hash, which tells whether anything
// changed since it was last loaded; without it, it is written in any case
// $now: the time of recording
// $version: version of the graph that this makes
UNWIND $rows AS row
OPTIONAL MATCH (earlier:Evidence {id: row.id})
WITH row, earlier
WHERE CASE WHEN earlier IS NULL
    THEN row.hash IS NULL OR row.restored OR NOT EXISTS { MATCH (gone:Evidence {formerId: row.id}) WHERE gone.withdrawn AND gone.hash = row.hash }
    ELSE earlier.hash IS NULL OR row.hash IS NULL OR earlier.hash <> row.hash END
CALL (earlier) {
  WITH earlier WHERE earlier IS NOT NULL
  SET earlier.supersededAt = $now, earlier.supersededIn = $version, earlier.formerId = earlier.id
  REMOVE earlier.id
}
CREATE (v:Evidence)
SET v = row.properties,
    v.id = row.id,
    v.hash = coalesce(row.hash, earlier.hash),
    v.recordedAt = $now,
    v.changedIn = $version
RETURN v.id AS id, v.subject AS subject, v.subjectType AS subjectType, CASE WHEN earlier IS NULL THEN 'created' ELSE 'updated' END AS change
