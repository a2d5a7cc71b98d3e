// Number of evidence records of an entity or relationship.
// $subject: id of the entity or relationship
// $at: map with known, the instant at which the graph must have known the records
MATCH (v:Evidence {subject: $subject})
WHERE cg.known(v)
RETURN count(v) AS total
