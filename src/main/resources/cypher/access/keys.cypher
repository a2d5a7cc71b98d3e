// All keys, also those that have ended, newest first.
MATCH (k:ApiKey)
WHERE k.id > ''
RETURN k {.*} AS key
ORDER BY k.createdAt DESC, k.id
