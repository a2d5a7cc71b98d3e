// All keys, expired and revoked ones included, newest first.
MATCH (k:ApiKey)
WHERE k.id > ''
RETURN k {.*} AS key
ORDER BY k.createdAt DESC, k.id
