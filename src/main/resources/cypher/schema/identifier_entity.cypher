// Finds the identifiers of an entity in order to replace them.
CREATE INDEX identifier_entity IF NOT EXISTS FOR (i:Identifier) ON (i.entity)
