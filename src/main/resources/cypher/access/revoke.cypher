// Ends a key at once; ended again, it keeps its time.
// $id: its id
// $now: the time
MATCH (k:ApiKey {id: $id})
SET k.revokedAt = coalesce(k.revokedAt, $now)
RETURN k.id AS id
