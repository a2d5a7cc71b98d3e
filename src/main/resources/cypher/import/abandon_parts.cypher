// Lets go of what is left of an upload that broke off, unless the import was taken up after all and nobody was told.
// $import: the import
// $limit: how many parts at once
MATCH (p:ImportPart {import: $import})
WHERE p.position >= 0 AND p.number >= 0 AND NOT EXISTS { (:Import {id: $import}) }
WITH p LIMIT $limit
DELETE p
RETURN count(*) AS dropped
