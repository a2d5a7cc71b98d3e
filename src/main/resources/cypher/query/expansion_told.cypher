// Relationships that were met on the way.
// $step: keys (of the relationships)
// $at: when the graph is to have known their ends
// $evidence: whether to return the evidence
MATCH ()-[r]->()
WHERE elementId(r) IN $step.keys
RETURN elementId(r) AS key, told(r) AS relationship
