// The key that a secret belongs to. For a former secret, until is the time up to which it is accepted.
// $hash: SHA-256 of the secret
MATCH (k:ApiKey {hash: $hash})
RETURN k {.*} AS key, null AS until
UNION ALL
MATCH (k:ApiKey {formerHash: $hash})
RETURN k {.*} AS key, k.formerUntil AS until
