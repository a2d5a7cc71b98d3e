// Cancels an import. An import that no worker has started ends at once.
// $id: id of the import
// $instant: the current time
MATCH (j:Import {id: $id})
SET j.claimed = 'cancel'
SET j.cancelled = CASE WHEN j.state IN ['queued', 'checking', 'loading'] THEN $instant ELSE j.cancelled END
SET j.finishedAt = CASE WHEN j.state = 'queued' AND j.worker IS NULL THEN $instant ELSE j.finishedAt END
SET j.state = CASE WHEN j.state = 'queued' AND j.worker IS NULL THEN 'cancelled' ELSE j.state END
RETURN j {.*} AS job
