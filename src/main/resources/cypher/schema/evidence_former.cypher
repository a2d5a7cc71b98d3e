// Finds superseded and withdrawn evidence.
CREATE INDEX evidence_former IF NOT EXISTS FOR (v:Evidence) ON (v.formerId)
