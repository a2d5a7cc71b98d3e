// A relationship.
// $id: its id
// $type: the type that the id names
// $at: when the graph is to have known it
// $evidence: whether to return the evidence
CALL () {
  MATCH ()-[r:$($type) {id: $id}]->()
  RETURN r
  UNION
  MATCH ()-[r:$($type) {formerId: $id}]->()
  RETURN r
}
WITH r WHERE known(r)
RETURN told(r) AS relationship
