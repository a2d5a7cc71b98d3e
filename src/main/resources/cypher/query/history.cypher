// All states and all evidence of an entity, and the changes that they come from.
// $id: id of the entity
MATCH (e:Entity {id: $id})
WITH COLLECT {
    CALL (e) {
      RETURN e AS s
      UNION
      MATCH (s:Revision {id: e.id})
      WHERE s.version > 0
      RETURN s
    }
    WITH s ORDER BY s.version DESC LIMIT 5000
    RETURN s {.*, words: null}
  } AS states,
  COLLECT {
    MATCH (v:Evidence {subject: e.id})
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
