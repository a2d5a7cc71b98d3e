// Signatures on behalf of an organisation.
// $id: id of the organisation
// $limit: maximum number of signatures
MATCH (from:Entity)-[r:SIGNED {onBehalfOf: $id}]->(to:Entity)
WHERE r.supersededAt IS NULL
WITH r, from, to ORDER BY r.id LIMIT $limit
RETURN r {.*, type: type(r), from: from {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}, to: to {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}, evidence: null} AS relationship
