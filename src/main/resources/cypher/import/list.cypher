// A page of imports, newest first.
// $before: id of the last import of the previous page, or '~'
// $limit: maximum number of imports
MATCH (j:Import)
WHERE j.id < $before
WITH j ORDER BY j.id DESC LIMIT $limit
RETURN j {.*} AS job
ORDER BY job.id DESC
