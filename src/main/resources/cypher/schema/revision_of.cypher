// Finds the revisions of an entity.
CREATE INDEX revision_of IF NOT EXISTS FOR (r:Revision) ON (r.id, r.version)
