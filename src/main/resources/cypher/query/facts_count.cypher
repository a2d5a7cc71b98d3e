// How many entities and relationships a source supports.
// $source: the source
MATCH (v:Evidence)
WHERE v.source = $source
RETURN count(DISTINCT v.subject) AS total
