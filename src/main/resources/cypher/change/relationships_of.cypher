// The current relationships of an entity.
// $id: id of the entity
// $limit: maximum number of relationships
MATCH (e:Entity {id: $id})-[r]-()
WHERE r.supersededAt IS NULL
WITH DISTINCT r ORDER BY r.id LIMIT $limit
WITH r, startNode(r) AS from, endNode(r) AS to
RETURN r {.*, type: type(r), from: from {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}, to: to {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}, evidence: null} AS relationship
