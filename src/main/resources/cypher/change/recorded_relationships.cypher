// The relationships that an entity got in a change and has still.
// $id: the entity
// $in: version of the graph that the change made
MATCH (e:Entity {id: $id})-[r]-()
WHERE r.changedIn = $in AND r.supersededAt IS NULL
WITH DISTINCT r
WITH r, startNode(r) AS from, endNode(r) AS to
RETURN r {.*, type: type(r), from: from {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}, to: to {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}, evidence: null} AS relationship
ORDER BY r.id
