// When a relationship was deleted; no row when it was not.
// $id: id of the relationship
// $type: relationship type that the id starts with
// $at: map with known, the instant at which the graph must have known the records
MATCH ()-[r:$($type) {formerId: $id}]->()
WHERE r.supersededAt <= $at.known
RETURN toString(r.supersededAt) AS since
ORDER BY since DESC LIMIT 1
