// The evidence that a change added, whatever became of it later, and the evidence that it removed.
// $in: graph version that the change made
MATCH (c:Changes)
WHERE c.version = $in AND c.part >= 0
WITH c.kinds AS kinds, c.others AS others
UNWIND range(0, size(kinds) - 1) AS i
WITH others, i WHERE kinds[i] = 'evidence'
WITH DISTINCT others[i] AS subject
MATCH (v:Evidence {subject: subject})
WHERE (v.changedIn = $in OR v.supersededIn = $in) AND (v.supersededIn IS NULL OR v.changedIn <> v.supersededIn)
MATCH (s:Entity {id: v.source})
RETURN coalesce(v.id, v.formerId) AS id, v.subject AS subject, v.subjectType AS subjectType, v.ordinal AS ordinal,
  coalesce(v.supersededIn = $in, false) AS removed, coalesce(v.supersededIn > $in, false) AS changedLater,
  v {.*, id: coalesce(v.id, v.formerId), source: s {.id}} AS evidence
ORDER BY subject, removed, id
