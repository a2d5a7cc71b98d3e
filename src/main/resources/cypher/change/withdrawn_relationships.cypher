// The relationships that an entity lost in a change, with the evidence that they had.
// $id: id of the entity
// $in: graph version that the change made
MATCH (e:Entity {id: $id})-[r]-()
WHERE r.supersededIn = $in
WITH DISTINCT r
WITH r, startNode(r) AS from, endNode(r) AS to
RETURN r {.*, id: r.formerId, type: type(r), from: from {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country, .supersededAt}, to: to {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country, .supersededAt},
  evidence: COLLECT { MATCH (v:Evidence {subject: r.formerId}) WHERE v.supersededIn = $in MATCH (s:Entity {id: v.source}) RETURN v {.*, source: s {.id}} }} AS relationship,
  from.supersededAt IS NULL AND to.supersededAt IS NULL OR from.supersededIn = $in OR to.supersededIn = $in AS joinable
ORDER BY r.formerId
