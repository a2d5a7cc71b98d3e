// Finds the deleted entities of a kind.
CREATE INDEX entity_gone IF NOT EXISTS FOR (e:Entity) ON (e.kind, e.supersededAt)
