// Counts what an import changed.
CREATE INDEX changes_origin IF NOT EXISTS FOR (c:Changes) ON (c.origin)
