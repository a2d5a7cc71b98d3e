// All states and all evidence of a relationship, and the changes that they come from.
// $id: id of the relationship
// $type: relationship type that the id starts with
WITH COLLECT {
    CALL () {
      MATCH ()-[r:$($type) {id: $id}]->()
      RETURN r
      UNION
      MATCH ()-[r:$($type) {formerId: $id}]->()
      RETURN r
    }
    WITH r ORDER BY r.recordedAt DESC LIMIT 5000
    WITH r, startNode(r) AS from, endNode(r) AS to
    RETURN r {.*, id: $id, type: type(r), evidence: null,
      from: from {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country},
      to: to {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}}
  } AS states,
  COLLECT {
    MATCH (v:Evidence {subject: $id})
    MATCH (o:Entity {id: v.source})
    WITH v, o ORDER BY v.recordedAt DESC LIMIT 5000
    RETURN v {.*, id: coalesce(v.id, v.formerId), source: o {.id}}
  } AS evidence
CALL (states, evidence) {
  UNWIND [s IN states | s.changedIn] + [s IN states | s.supersededIn] + [v IN evidence | v.changedIn] + [v IN evidence | v.supersededIn] AS version
  WITH DISTINCT version WHERE version IS NOT NULL
  MATCH (c:Changes {version: version, part: 0})
  RETURN collect(c {.version, .at, .by, .origin}) AS changes
}
RETURN states, evidence, changes
