// A new key. Merged, so that a transaction that is tried again makes one key and not two.
// $id: its id
// $name: what it is for
// $hash: SHA-256 of its secret
// $role: its role
// $by: who makes it
// $now: the time
// $expires: when it ends
MERGE (k:ApiKey {id: $id})
ON CREATE SET
  k.name = $name,
  k.hash = $hash,
  k.role = $role,
  k.createdBy = $by,
  k.createdAt = $now,
  k.expiresAt = $expires
RETURN k {.*} AS key
