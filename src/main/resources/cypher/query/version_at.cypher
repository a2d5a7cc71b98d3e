// The last version of the graph before an instant.
// $instant: the instant
MATCH (c:Changes)
WHERE c.at < $instant
RETURN c.version AS version
ORDER BY c.at DESC LIMIT 1
