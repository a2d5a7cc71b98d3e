// A page of the entities and relationships that a source supports, ordered by id, and whether anything else supports
// them.
// $source: id of the source
// $after: last id of the previous page
// $limit: maximum number of entities and relationships
MATCH (v:Evidence)
WHERE v.source = $source AND v.subject > $after AND v.supersededAt IS NULL
WITH v.subject AS subject, v.subjectType AS type, collect(v.id) AS ids
ORDER BY subject LIMIT $limit
RETURN subject, type, ids, COUNT { MATCH (all:Evidence {subject: subject}) WHERE all.supersededAt IS NULL } AS records,
  CASE WHEN type = 'ENTITY' THEN EXISTS { MATCH (e:Entity {id: subject})-[r]-() WHERE r.supersededAt IS NULL } ELSE false END AS related
ORDER BY subject
