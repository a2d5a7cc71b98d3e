// Which records of evidence there are or were withdrawn, with the digests of what was loaded, and whether they are there.
// $ids: their ids
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
