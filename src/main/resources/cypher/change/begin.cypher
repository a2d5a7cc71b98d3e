// Starts a transaction that changes the graph. The first SET takes the lock that serialises writers, before anything is
// read: a second writer waits here until the first has committed. Returns the state of the graph and, when the request
// was already done, its outcome.
// $request: key of the request, the same for each retry
MERGE (g:Graph {id: 'graph'})
SET g.writing = true
WITH g
SET g.version = coalesce(g.version, 0)
WITH g
OPTIONAL MATCH (done:Changes {request: $request})
RETURN g.version AS version, g.dataset AS dataset, g.recordedAt AS recordedAt, done {.version, .at, .fingerprint, .outcome} AS done
