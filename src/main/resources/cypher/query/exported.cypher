// Relationships with their evidence, in any order.
// $keys: internal keys of the relationships
// $at: map with known, the instant at which the graph must have known the records
// $evidence: whether to return the evidence
MATCH ()-[r]->()
WHERE elementId(r) IN $keys AND cg.known(r)
RETURN elementId(r) AS key, cg.relationship_view(r) AS relationship
