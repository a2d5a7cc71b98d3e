// How much evidence an entity or a relationship has.
// $subject: id of the entity or relationship
MATCH (v:Evidence {subject: $subject})
RETURN count(v) AS total
