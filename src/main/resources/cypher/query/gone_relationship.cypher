// That a relationship was deleted by the instant.
// $id: its id
// $type: the type that the id names
// $at: when the graph is to have known it
MATCH ()-[r:$($type) {formerId: $id}]->()
WHERE r.supersededAt <= $at.known
RETURN toString(r.supersededAt) AS since
ORDER BY since DESC LIMIT 1
