// A key.
// $id: its id
MATCH (k:ApiKey {id: $id})
RETURN k {.*} AS key
