// Entities and relationships that a source supports now, and whether other sources support them as well.
// $id: id of the source
// $limit: maximum number of entities and relationships
MATCH (v:Evidence)
WHERE v.source = $id AND v.subject > '' AND v.supersededAt IS NULL AND v.subject <> $id
WITH v.subject AS subject, v.subjectType AS type, collect(v.id) AS ids
ORDER BY subject LIMIT $limit
RETURN subject, type, ids, EXISTS { MATCH (other:Evidence {subject: subject}) WHERE other.supersededAt IS NULL AND other.source <> $id } AS otherwise
