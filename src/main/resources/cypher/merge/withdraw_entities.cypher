// Deletes entities. They are kept as superseded for questions about earlier times.
// $rows: list of maps with id, withdrawn (true when files must not restore the entity, else null) and mergedInto (id or
// null)
// $now: recording time of this transaction
// $version: graph version that this transaction makes
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
WHERE e.supersededAt IS NULL
SET e.supersededAt = $now, e.supersededIn = $version, e.withdrawn = row.withdrawn, e.mergedInto = row.mergedInto
RETURN e.id AS id, e.kind AS kind, CASE WHEN row.mergedInto IS NULL THEN 'deleted' ELSE 'merged' END AS change
