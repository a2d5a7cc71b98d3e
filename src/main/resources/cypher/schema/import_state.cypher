// Finds imports by state.
CREATE INDEX import_state IF NOT EXISTS FOR (j:Import) ON (j.state)
