// Lists all kinds by name.
CREATE INDEX entity_name IF NOT EXISTS FOR (e:Entity) ON (e.nameKey, e.id)
