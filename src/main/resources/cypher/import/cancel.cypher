// Asks for an import to be ended. One that nobody works on yet has ended at once.
// $id: its id
// $instant: when
MATCH (j:Import {id: $id})
SET j.claimed = 'cancel'
SET j.cancelled = CASE WHEN j.state IN ['queued', 'checking', 'loading'] THEN $instant ELSE j.cancelled END
SET j.finishedAt = CASE WHEN j.state = 'queued' AND j.worker IS NULL THEN $instant ELSE j.finishedAt END
SET j.state = CASE WHEN j.state = 'queued' AND j.worker IS NULL THEN 'cancelled' ELSE j.state END
RETURN j {.*} AS job
