// The outcome of a request that was already done.
// $request: key of the request, the same for each retry
MATCH (done:Changes {request: $request})
RETURN done {.version, .at, .fingerprint, .outcome} AS done
