// Signatures on behalf of an organisation that a change moved to another organisation.
// $id: id of the organisation
// $in: graph version that the change made
MATCH (from:Entity)-[r:SIGNED {onBehalfOf: $id}]->(to:Entity)
WHERE r.supersededIn = $in
RETURN r {.*, id: r.formerId, type: type(r), from: from {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}, to: to {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}, evidence: []} AS relationship
ORDER BY r.formerId
