// The current or, when it was deleted, the last state of a relationship.
// $id: id of the relationship
// $type: relationship type that the id starts with
CALL () {
  MATCH (from:Entity)-[r:$($type) {id: $id}]->(to:Entity)
  RETURN r, from, to
  UNION
  MATCH (from:Entity)-[r:$($type) {formerId: $id}]->(to:Entity)
  RETURN r, from, to
}
WITH r, from, to ORDER BY r.supersededAt IS NOT NULL, r.supersededAt DESC LIMIT 1
RETURN CASE WHEN coalesce(r.supportedIn, 0) > r.changedIn THEN r.supportedIn ELSE r.changedIn END AS changedIn, r.supersededIn AS supersededIn, r.supersededAt AS supersededAt, properties(r) AS properties,
  r {.*, id: $id, type: type(r), from: from {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}, to: to {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}, evidence: null} AS relationship
