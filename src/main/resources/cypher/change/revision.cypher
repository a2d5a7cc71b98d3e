// A state of an entity, with the evidence that it had at the end of that state.
// $id: id of the entity
// $revision: number of the state
CALL () {
  MATCH (s:Entity {id: $id})
  WHERE s.version = $revision
  RETURN s
  UNION
  MATCH (s:Revision {id: $id, version: $revision})
  RETURN s
}
RETURN s {.*, words: null, evidence: COLLECT {
  MATCH (v:Evidence {subject: $id})
  WHERE CASE WHEN s.supersededAt IS NULL THEN v.supersededAt IS NULL
    ELSE v.recordedAt < s.supersededAt AND (v.supersededAt IS NULL OR v.supersededAt >= s.supersededAt) END
  MATCH (o:Entity {id: v.source})
  RETURN v {.*, source: o {.id}} ORDER BY o.id, v.locator, v.extractor, v.ordinal
}} AS entity
