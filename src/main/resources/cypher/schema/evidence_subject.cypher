// Finds the evidence of an entity or relationship.
CREATE INDEX evidence_subject IF NOT EXISTS FOR (v:Evidence) ON (v.subject)
