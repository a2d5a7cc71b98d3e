// Deletes the uploaded files of an import.
// $import: id of the import
// $limit: maximum number of parts to delete at once
MATCH (p:ImportPart {import: $import})
WHERE p.position >= 0 AND p.number >= 0
WITH p LIMIT $limit
DELETE p
RETURN count(*) AS dropped
