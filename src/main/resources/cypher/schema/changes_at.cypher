// Finds change feed entries by time.
CREATE INDEX changes_at IF NOT EXISTS FOR (c:Changes) ON (c.at)
