// What a source supports, in the order in which it is listed.
CREATE INDEX evidence_source IF NOT EXISTS FOR (v:Evidence) ON (v.source, v.subject)
