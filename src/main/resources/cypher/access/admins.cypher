// How many keys can be used that have the role admin.
// $now: the time
MATCH (k:ApiKey)
WHERE k.id > '' AND k.role = 'admin' AND k.revokedAt IS NULL AND k.expiresAt > $now
RETURN count(k) AS keys
