// An import.
// $id: id of the import
MATCH (j:Import {id: $id})
RETURN j {.*} AS job
