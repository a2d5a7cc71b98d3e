// Entities by the words of any of their names in any order, without legal forms.
CREATE INDEX name_fingerprint IF NOT EXISTS FOR (n:Name) ON (n.fingerprint)
