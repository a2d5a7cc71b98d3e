// Takes the next import that nobody works on, or whose worker has been silent for too long. One that was taken up again
// and again and came no further, because the database cannot load it, is failed instead.
// $worker: who takes it
// $instant: now
// $until: until when it is to be left to the worker
// $limit: how often it may be taken up without coming further
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
