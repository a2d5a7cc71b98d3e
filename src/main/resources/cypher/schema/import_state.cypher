// Imports by how far they are.
CREATE INDEX import_state IF NOT EXISTS FOR (j:Import) ON (j.state)
