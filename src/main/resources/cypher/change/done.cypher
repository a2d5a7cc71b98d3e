// What came of a request, if it was done before.
// $request: what identifies the request, also when it is repeated
MATCH (done:Changes {request: $request})
RETURN done {.version, .at, .fingerprint, .outcome} AS done
