// A page of entities, ordered by id, with their evidence.
// $after: id of the last entity of the previous page
// $limit: maximum number of entities
MATCH (e:Entity)
WHERE e.id > $after AND e.supersededAt IS NULL
WITH e ORDER BY e.id LIMIT $limit
RETURN e.id AS id, e {.*, words: null} AS entity, COLLECT {
    MATCH (v:Evidence {subject: e.id})
    WHERE v.supersededAt IS NULL
    MATCH (s:Entity {id: v.source})
    RETURN v {.*, source: s {.id}}
  } AS evidence
ORDER BY id
