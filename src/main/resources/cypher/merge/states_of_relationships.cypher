// Current relationships, with their current evidence.
// $type: relationship type
// $ids: ids of the relationships
UNWIND $ids AS id
MATCH (from:Entity)-[r:$($type) {id: id}]->(to:Entity)
RETURN r.hasConflict AS hasConflict, r {.*, type: type(r), from: from {.id, .kind, .name, .names, .nameLangs, .nameTypes}, to: to {.id, .kind, .name, .names, .nameLangs, .nameTypes}, evidence: null} AS relationship,
  COLLECT {
    MATCH (v:Evidence {subject: id})
    WHERE v.supersededAt IS NULL
    MATCH (s:Entity {id: v.source})
    RETURN v {.*, source: s {.id, .publishedOn}}
  } AS evidence
