// Closes a transaction that changed something: the graph has a new version, and the feed what was changed, in parts.
// $version: the new version
// $now: the time of recording
// $by: who did it
// $origin: the import that it belongs to, or an empty text
// $request: what identifies the request, also when it is repeated
// $fingerprint: digest of the request
// $outcome: what came of it, as JSON
// $parts: lists of ops, kinds, ids and others
MATCH (g:Graph {id: 'graph'})
SET g.version = $version, g.recordedAt = $now
WITH g
UNWIND range(0, size($parts) - 1) AS part
CREATE (c:Changes {version: $version, part: part, at: $now, by: $by, origin: $origin})
SET c += $parts[part]
WITH c, part WHERE part = 0
SET c.request = $request, c.fingerprint = $fingerprint, c.outcome = $outcome
