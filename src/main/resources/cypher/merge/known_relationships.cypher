// Which relationships of a type there are or were withdrawn, with the digests of what was loaded.
// $type: the type
// $ids: their ids
UNWIND $ids AS id
CALL (id) {
  MATCH ()-[r:$($type) {id: id}]->()
  RETURN r.hash AS hash
  UNION ALL
  MATCH ()-[r:$($type) {formerId: id}]->()
  WHERE r.withdrawn
  RETURN null AS hash
}
RETURN id, hash
