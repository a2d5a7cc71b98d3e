// A page of what is wrong with rows.
// $import: id of the import
// $number: number of the last rejection of the previous page
// $limit: maximum number of rejections
MATCH (j:Import {id: $import})
MATCH (r:ImportRejection)
WHERE r.import = $import AND r.number > $number AND r.number < j.listed
WITH r ORDER BY r.number LIMIT $limit
RETURN r {.*} AS rejection
ORDER BY rejection.number
