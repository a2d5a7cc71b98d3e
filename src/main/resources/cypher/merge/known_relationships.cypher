// Digests of current relationships of a type, and ids of earlier ones.
// $type: relationship type
// $ids: ids of the relationships
UNWIND $ids AS id
CALL (id) {
  MATCH ()-[r:$($type) {id: id}]->()
  RETURN r.hash AS hash, true AS present
  UNION ALL
  MATCH ()-[r:$($type) {formerId: id}]->()
  RETURN null AS hash, false AS present
}
RETURN id, hash, present
