// The evidence of entities and relationships that came or went in a change.
// $subjects: their ids
// $in: version of the graph that the change made
UNWIND $subjects AS subject
MATCH (v:Evidence {subject: subject})
WHERE v.changedIn = $in AND v.supersededAt IS NULL OR v.supersededIn = $in
MATCH (s:Entity {id: v.source})
RETURN v.id AS id, v.subject AS subject, v.subjectType AS subjectType, v.ordinal AS ordinal, v.supersededIn IS NOT NULL AS gone, v {.*, id: coalesce(v.id, v.formerId), source: s {.id}} AS evidence
ORDER BY subject, gone, v.formerId
