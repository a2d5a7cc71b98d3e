// Which relationships of a type there are or were, with the digests of what was loaded.
// $type: the type
// $ids: their ids
UNWIND $ids AS id
CALL (id) {
  MATCH ()-[r:$($type) {id: id}]->()
  RETURN r.hash AS hash
  UNION ALL
  MATCH ()-[r:$($type) {formerId: id}]->()
  RETURN null AS hash
}
RETURN id, hash
