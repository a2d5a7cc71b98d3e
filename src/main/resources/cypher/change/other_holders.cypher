// Entities that already have an identifier that this transaction gives to others.
// $ids: ids of the others
// $now: recording time of this transaction
UNWIND $ids AS id
MATCH (given:Identifier {entity: id})
WHERE given.recordedAt = $now AND given.supersededAt IS NULL
MATCH (held:Identifier {key: given.key})
WHERE held.entity <> id AND held.supersededAt IS NULL
MATCH (e:Entity {id: held.entity})
RETURN id, given.key AS key, e {.*, words: null} AS entity
ORDER BY id, key LIMIT 10
