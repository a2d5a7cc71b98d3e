// Takes the next import that nobody works on, or whose worker has been silent for too long.
// $worker: who takes it
// $instant: now
// $until: until when it is to be left to the worker
MATCH (j:Import)
WHERE j.state IN ['queued', 'checking', 'loading'] AND (j.leaseUntil IS NULL OR j.leaseUntil < $instant)
WITH j ORDER BY j.id LIMIT 1
SET j.claimed = $worker
WITH j
WHERE j.leaseUntil IS NULL OR j.leaseUntil < $instant
SET j.worker = $worker, j.leaseUntil = $until, j.startedAt = coalesce(j.startedAt, $instant)
RETURN j {.*} AS job
