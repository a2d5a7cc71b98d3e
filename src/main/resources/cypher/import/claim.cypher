// Assigns the next import that no worker has, or whose lease has expired, to a worker. An import that was tried too
// often without progress fails instead, because the database cannot load it.
// $worker: id of the worker
// $instant: the current time
// $until: end of the lease
// $limit: maximum number of tries without progress
MATCH (j:Import)
WHERE j.state IN ['queued', 'checking', 'loading'] AND (j.leaseUntil IS NULL OR j.leaseUntil < $instant)
WITH j ORDER BY j.id LIMIT 1
SET j.claimed = $worker
WITH j
WHERE j.state IN ['queued', 'checking', 'loading'] AND (j.leaseUntil IS NULL OR j.leaseUntil < $instant)
SET j.worker = $worker, j.leaseUntil = $until, j.startedAt = coalesce(j.startedAt, $instant), j.tries = coalesce(j.tries, 0) + 1
FOREACH (last IN CASE WHEN j.tries > $limit THEN [j] ELSE [] END |
  SET last.state = 'failed', last.finishedAt = $instant, last.mapping = null,
    last.detail = 'Given up, because it broke off ' + $limit + ' times at the same place; the log tells why. What was loaded stays.')
RETURN j {.*} AS job
