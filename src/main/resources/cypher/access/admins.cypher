// Number of valid keys with the role admin.
// $now: the current time
MATCH (k:ApiKey)
WHERE k.id > '' AND k.role = 'admin' AND k.revokedAt IS NULL AND k.expiresAt > $now
RETURN count(k) AS keys
