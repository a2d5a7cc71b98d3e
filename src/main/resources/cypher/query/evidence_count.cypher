// How much evidence an entity or a relationship has.
// $subject: id of the entity or relationship
// $at: when the graph is to have known it
MATCH (v:Evidence {subject: $subject})
WHERE known(v)
RETURN count(v) AS total
