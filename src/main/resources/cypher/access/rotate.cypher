// Gives a key a new secret. A transaction that is tried again must not take the new secret for the former one.
// $id: its id
// $hash: SHA-256 of the new secret
// $until: until when the former secret is accepted too
// $now: the time
MATCH (k:ApiKey {id: $id})
WHERE k.hash <> $hash
SET k.formerHash = k.hash, k.formerUntil = $until, k.rotatedAt = $now, k.hash = $hash
