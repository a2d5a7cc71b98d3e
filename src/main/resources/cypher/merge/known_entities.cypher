// Kind and state of entities: when they were deleted, into which entity they were merged, whether files may restore
// them.
// $ids: ids of the entities
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.id AS id, e.kind AS kind, e.supersededAt AS deletedAt, e.mergedInto AS mergedInto, e.withdrawn IS NOT NULL AS withdrawn
