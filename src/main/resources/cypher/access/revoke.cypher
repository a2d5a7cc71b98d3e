// Revokes a key. A key that is already revoked keeps its time of revocation.
// $id: id of the key
// $now: the current time
MATCH (k:ApiKey {id: $id})
SET k.revokedAt = coalesce(k.revokedAt, $now)
RETURN k.id AS id
