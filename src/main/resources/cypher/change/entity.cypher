// An entity as it is stored, also when it was deleted.
// $id: the entity
MATCH (e:Entity {id: $id})
RETURN e.changedIn AS changedIn, e.supersededIn AS supersededIn, e.supersededAt AS supersededAt, e.mergedInto AS mergedInto, e.kind AS kind, e {.*, words: null} AS entity
