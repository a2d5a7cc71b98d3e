// Lets one writer at a time go on: whoever comes second waits here until the first has committed. The lock is taken by
// the first SET, before anything is read. Returns where the graph stands, and what came of the request if it was done
// before.
// $request: what identifies the request, also when it is repeated
MERGE (g:Graph {id: 'graph'})
SET g.writing = true
WITH g
SET g.version = coalesce(g.version, 0)
WITH g
OPTIONAL MATCH (done:Changes {request: $request})
RETURN g.version AS version, g.dataset AS dataset, g.recordedAt AS recordedAt, done {.version, .at, .fingerprint, .outcome} AS done
