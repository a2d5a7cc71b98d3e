// The identifiers of an entity, to replace them.
CREATE INDEX identifier_entity IF NOT EXISTS FOR (i:Identifier) ON (i.entity)
