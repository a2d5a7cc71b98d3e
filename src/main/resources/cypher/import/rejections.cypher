// What was wrong with rows.
// $import: the import
// $number: number of the last one of the page before
// $limit: how many
MATCH (r:ImportRejection)
WHERE r.import = $import AND r.number > $number
WITH r ORDER BY r.number LIMIT $limit
RETURN r {.*} AS rejection
ORDER BY rejection.number
