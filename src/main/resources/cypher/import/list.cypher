// Imports, newest first.
// $before: id of the last import of the page before, or ~
// $limit: how many
MATCH (j:Import)
WHERE j.id < $before
WITH j ORDER BY j.id DESC LIMIT $limit
RETURN j {.*} AS job
ORDER BY job.id DESC
