// Creates an import whose files are stored.
// $id: id of the import
// $properties: its properties
// $instant: the current time
MERGE (j:Import {id: $id})
ON CREATE SET j += $properties, j.createdAt = $instant, j.state = 'queued'
RETURN j {.*} AS job
