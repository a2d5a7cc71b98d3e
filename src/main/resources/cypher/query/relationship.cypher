// A relationship.
// $id: id of the relationship
// $type: relationship type that the id starts with
// $at: map with known, the instant at which the graph must have known the records
// $evidence: whether to return the evidence
CALL () {
  MATCH ()-[r:$($type) {id: $id}]->()
  RETURN r
  UNION
  MATCH ()-[r:$($type) {formerId: $id}]->()
  RETURN r
}
WITH r WHERE cg.known(r)
RETURN cg.relationship_view(r) AS relationship
