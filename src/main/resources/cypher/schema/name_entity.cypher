// The names of an entity, to replace them.
CREATE INDEX name_entity IF NOT EXISTS FOR (n:Name) ON (n.entity)
