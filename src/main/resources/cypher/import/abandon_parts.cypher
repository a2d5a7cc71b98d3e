// Deletes the parts of an upload that broke off, unless the import was created without the client learning of it.
// $import: id of the import
// $limit: maximum number of parts to delete at once
MATCH (p:ImportPart {import: $import})
WHERE p.position >= 0 AND p.number >= 0 AND NOT EXISTS { (:Import {id: $import}) }
WITH p LIMIT $limit
DELETE p
RETURN count(*) AS dropped
