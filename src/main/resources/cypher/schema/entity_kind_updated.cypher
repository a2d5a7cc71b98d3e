// Lists one kind by last change.
CREATE INDEX entity_kind_updated IF NOT EXISTS FOR (e:Entity) ON (e.kind, e.updatedAt, e.id)
