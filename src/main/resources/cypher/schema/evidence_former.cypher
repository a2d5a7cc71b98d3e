// Evidence that was superseded or withdrawn.
CREATE INDEX evidence_former IF NOT EXISTS FOR (v:Evidence) ON (v.formerId)
