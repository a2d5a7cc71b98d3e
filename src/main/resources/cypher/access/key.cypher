// A key.
// $id: id of the key
MATCH (k:ApiKey {id: $id})
RETURN k {.*} AS key
