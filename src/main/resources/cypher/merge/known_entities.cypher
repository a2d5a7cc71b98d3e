// What entities there are, or were: their kinds, whether they are deleted, and into what they were merged.
// $ids: ids of entities
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.id AS id, e.kind AS kind, e.supersededAt AS deletedAt, e.mergedInto AS mergedInto, e.withdrawn IS NOT NULL AS withdrawn
