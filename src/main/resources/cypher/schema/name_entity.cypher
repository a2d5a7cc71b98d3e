// Finds the names of an entity in order to replace them.
CREATE INDEX name_entity IF NOT EXISTS FOR (n:Name) ON (n.entity)
