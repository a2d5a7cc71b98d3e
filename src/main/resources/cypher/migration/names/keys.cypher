// Folded names in order, each once.
// $after: the last one of the page before
// $limit: maximum number
MATCH (n:Name)
WHERE n.key > $after
WITH DISTINCT n.key AS key ORDER BY key LIMIT $limit
RETURN key
