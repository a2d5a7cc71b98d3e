// Entities as they are stored, deleted or not, with their current evidence.
// $ids: ids of the entities
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.supersededAt AS supersededAt, e.withdrawn AS withdrawn, e.hasConflict AS hasConflict, e {.*, words: null} AS entity,
  COLLECT {
    MATCH (v:Evidence {subject: id})
    WHERE v.supersededAt IS NULL
    MATCH (s:Entity {id: v.source})
    RETURN v {.*, source: s {.id, .publishedOn}}
  } AS evidence
