// Evidence from a source, by subject, with what else supports it.
// $source: the source
// $after: the last subject of the page before
// $limit: how many subjects
MATCH (v:Evidence)
WHERE v.source = $source AND v.subject > $after AND v.supersededAt IS NULL
WITH v.subject AS subject, v.subjectType AS type, collect(v.id) AS ids
ORDER BY subject LIMIT $limit
RETURN subject, type, ids, COUNT { MATCH (all:Evidence {subject: subject}) WHERE all.supersededAt IS NULL } AS records,
  CASE WHEN type = 'ENTITY' THEN EXISTS { MATCH (e:Entity {id: subject})-[r]-() WHERE r.supersededAt IS NULL } ELSE false END AS related
ORDER BY subject
