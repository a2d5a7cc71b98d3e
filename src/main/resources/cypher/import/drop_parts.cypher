// Lets go of the uploaded files of an import.
// $import: the import
// $limit: how many parts at once
MATCH (p:ImportPart {import: $import})
WHERE p.position >= 0 AND p.number >= 0
WITH p LIMIT $limit
DELETE p
RETURN count(*) AS dropped
