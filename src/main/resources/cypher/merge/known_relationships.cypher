// Which relationships of a type there are or were, with the digests of what was loaded, and whether they are there.
// $type: the type
// $ids: their ids
UNWIND $ids AS id
CALL (id) {
  MATCH ()-[r:$($type) {id: id}]->()
  RETURN r.hash AS hash, true AS present
  UNION ALL
  MATCH ()-[r:$($type) {formerId: id}]->()
  RETURN null AS hash, false AS present
}
RETURN id, hash, present
