// An import.
// $id: its id
MATCH (j:Import {id: $id})
RETURN j {.*} AS job
