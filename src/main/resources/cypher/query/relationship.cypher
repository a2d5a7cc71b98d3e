// A relationship.
// $id: its id
// $type: the type that the id names
// $evidence: whether to return the evidence
MATCH (from:Entity)-[r:$($type) {id: $id}]->(to:Entity)
RETURN r {.*, type: type(r),
  from: brief(from),
  to: brief(to),
  evidence: evidence(r)
} AS relationship
