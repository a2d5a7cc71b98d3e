// An entity as it is stored, deleted or not.
// $id: id of the entity
MATCH (e:Entity {id: $id})
RETURN CASE WHEN coalesce(e.supportedIn, 0) > e.changedIn THEN e.supportedIn ELSE e.changedIn END AS changedIn, e.supersededIn AS supersededIn, e.supersededAt AS supersededAt, e.mergedInto AS mergedInto, e.kind AS kind, e {.*, words: null} AS entity
