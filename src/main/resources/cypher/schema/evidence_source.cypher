// Lists what a source supports, by id.
CREATE INDEX evidence_source IF NOT EXISTS FOR (v:Evidence) ON (v.source, v.subject)
