// Records evidence; a changed record supersedes the earlier one. A withdrawn record stays withdrawn unless it has new
// content or its subject is restored. Returns the records that are new or changed, with their subjects.
// $rows: list of maps with id, properties, since (when it was first recorded; null for now), restored (whether the subject
// is restored), hash (digest by which an unchanged record is skipped; when null, the record is always written) and digest
// (that of the record, by which the next import recognises one that moved to another subject)
// $now: recording time of this transaction
// $version: graph version that this transaction makes
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
    v.hash = coalesce(row.hash, earlier.hash, row.digest),
    v.recordedAt = $now,
    v.since = row.since,
    v.changedIn = $version
RETURN v.id AS id, v.subject AS subject, v.subjectType AS subjectType, CASE WHEN earlier IS NULL THEN 'created' ELSE 'updated' END AS change
