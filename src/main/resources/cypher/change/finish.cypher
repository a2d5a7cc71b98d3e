// Ends a transaction that changed the graph: sets the new version and stores the change feed entries in parts.
// $version: the new graph version
// $now: recording time of this transaction
// $by: author of the change
// $origin: import that the change belongs to; empty when none
// $request: key of the request, the same for each retry
// $fingerprint: digest of the request
// $outcome: outcome of the request, as JSON
// $parts: list of maps with the lists ops, kinds, ids and others
MATCH (g:Graph {id: 'graph'})
SET g.version = $version, g.recordedAt = $now
WITH g
UNWIND range(0, size($parts) - 1) AS part
CREATE (c:Changes {version: $version, part: part, at: $now, by: $by, origin: $origin})
SET c += $parts[part]
WITH c, part WHERE part = 0
SET c.request = $request, c.fingerprint = $fingerprint, c.outcome = $outcome
