// Digests of current evidence records, and ids of withdrawn ones.
// $ids: ids of the records
UNWIND $ids AS id
CALL (id) {
  MATCH (v:Evidence {id: id})
  RETURN v.hash AS hash, true AS present
  UNION ALL
  MATCH (v:Evidence {formerId: id})
  WHERE v.withdrawn
  RETURN null AS hash, false AS present
}
RETURN id, hash, present
