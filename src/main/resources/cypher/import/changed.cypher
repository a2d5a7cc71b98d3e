// What an import changed: the number of entities, relationships and records of evidence, by kind or type. What several of
// its transactions changed counts once.
// $import: id of the import
MATCH (c:Changes)
WHERE c.origin = $import
UNWIND range(0, size(c.ids) - 1) AS entry
WITH DISTINCT c.kinds[entry] AS kind, c.ids[entry] AS id
RETURN kind, count(*) AS subjects
