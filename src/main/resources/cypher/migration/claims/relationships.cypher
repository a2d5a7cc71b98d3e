// A page of the relationships of a type, ordered by id, with their evidence.
// $type: relationship type
// $after: id of the last relationship of the previous page
// $limit: maximum number of relationships
MATCH (from:Entity)-[r:$($type)]->(to:Entity)
WHERE r.id > $after
WITH from, r, to ORDER BY r.id LIMIT $limit
RETURN r.id AS id, r {.*, type: type(r), from: from {.id, .kind, .name, .names, .nameLangs, .nameTypes}, to: to {.id, .kind, .name, .names, .nameLangs, .nameTypes}, evidence: null} AS relationship, COLLECT {
    MATCH (v:Evidence {subject: r.id})
    WHERE v.supersededAt IS NULL
    MATCH (s:Entity {id: v.source})
    RETURN v {.*, source: s {.id}}
  } AS evidence
ORDER BY id
