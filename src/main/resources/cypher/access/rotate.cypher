// Replaces the secret of a key. The condition keeps a retried transaction from taking the new secret for the former
// one.
// $id: id of the key
// $hash: SHA-256 of the new secret
// $until: until when the former secret is accepted as well
// $now: the current time
MATCH (k:ApiKey {id: $id})
WHERE k.hash <> $hash
SET k.formerHash = k.hash, k.formerUntil = $until, k.rotatedAt = $now, k.hash = $hash
