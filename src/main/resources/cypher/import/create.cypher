// Takes up an import, whose files are there.
// $id: its id
// $properties: what is known of it
// $instant: when
MERGE (j:Import {id: $id})
ON CREATE SET j += $properties, j.createdAt = $instant, j.state = 'queued'
RETURN j {.*} AS job
