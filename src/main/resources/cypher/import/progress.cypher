// Notes how far an import has come. Nothing is returned when another worker has it.
// $id: its id
// $worker: who works on it
// $until: until when it is to be left to the worker
// $properties: what is known of it
MATCH (j:Import {id: $id})
SET j.claimed = $worker
WITH j WHERE j.worker = $worker
SET j += $properties, j.leaseUntil = $until
RETURN j.cancelled IS NOT NULL AS cancelled
