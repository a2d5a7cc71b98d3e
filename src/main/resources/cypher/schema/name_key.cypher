// Entities by any of their names, folded.
CREATE INDEX name_key IF NOT EXISTS FOR (n:Name) ON (n.key)
