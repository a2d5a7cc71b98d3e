// Creates a key. MERGE makes a retried transaction create one key, not two.
// $id: id of the key
// $name: purpose of the key
// $hash: SHA-256 of its secret
// $role: its role
// $by: who creates it
// $now: the current time
// $expires: when it expires
MERGE (k:ApiKey {id: $id})
ON CREATE SET
  k.name = $name,
  k.hash = $hash,
  k.role = $role,
  k.createdBy = $by,
  k.createdAt = $now,
  k.expiresAt = $expires
RETURN k {.*} AS key
