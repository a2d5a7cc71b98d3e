// What supports an entity or a relationship.
CREATE INDEX evidence_subject IF NOT EXISTS FOR (v:Evidence) ON (v.subject)
