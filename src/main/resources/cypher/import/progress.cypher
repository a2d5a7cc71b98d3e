// Stores the progress of an import and renews the lease. No row is returned when another worker has the import.
// $id: id of the import
// $worker: id of the worker
// $until: end of the lease
// $properties: properties to set
MATCH (j:Import {id: $id})
SET j.claimed = $worker
WITH j WHERE j.worker = $worker
SET j += $properties, j.leaseUntil = $until
RETURN j.cancelled IS NOT NULL AS cancelled
