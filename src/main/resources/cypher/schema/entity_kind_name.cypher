// Lists one kind by name.
CREATE INDEX entity_kind_name IF NOT EXISTS FOR (e:Entity) ON (e.kind, e.nameKey, e.id)
