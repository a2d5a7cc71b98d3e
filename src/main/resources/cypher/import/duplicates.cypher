// A page of the probable duplicates of an import.
// $import: id of the import
// $number: number of the last one of the previous page
// $limit: maximum number
MATCH (j:Import {id: $import})
MATCH (d:ImportDuplicate)
WHERE d.import = $import AND d.number > $number AND d.number < j.duplicates
WITH d ORDER BY d.number LIMIT $limit
RETURN d {.*} AS duplicate
ORDER BY duplicate.number
