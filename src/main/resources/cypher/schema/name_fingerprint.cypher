// Finds entities by the words of a name in any order, without legal forms.
CREATE INDEX name_fingerprint IF NOT EXISTS FOR (n:Name) ON (n.fingerprint)
