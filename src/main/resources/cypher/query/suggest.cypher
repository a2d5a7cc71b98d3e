// Entities with a name that goes on from what was typed, best first; where there is none, from what was nearly typed.
// $key: what was typed, folded
// $completing: query of the full-text index for names with words that begin with the typed ones
// $nearly: the same with a letter wrong
// $bound: how many names are looked at
// $kinds: kinds that fit
// $at: when they are to hold
// $on: the date of which those that exist come first
// $limit: how many to return
// $evidence: whether to return the evidence
CALL () {
  CALL () {
    MATCH (n:Name)
    WHERE n.key STARTS WITH $key
    RETURN n ORDER BY n.key LIMIT $bound
    UNION
    CALL db.index.fulltext.queryNodes('name_words', $completing, {limit: $bound}) YIELD node AS n
    RETURN n
  }
  WITH n WHERE known(n)
  MATCH (e:Entity {id: n.entity})
  WHERE e.kind IN $kinds AND holds(e)
  RETURN collect({entity: e, name: n}) AS found
}
CALL (found) {
  UNWIND found AS one
  RETURN one.entity AS e, one.name AS n
  UNION ALL
  WITH found WHERE found = []
  CALL db.index.fulltext.queryNodes('name_words', $nearly, {limit: $bound}) YIELD node AS n
  WHERE known(n)
  MATCH (e:Entity {id: n.entity})
  WHERE e.kind IN $kinds AND holds(e)
  RETURN e, n
}
WITH e, n, CASE WHEN n.key = $key THEN 2 WHEN n.key STARTS WITH $key THEN 1 ELSE 0 END AS fit
WITH e, max([fit, -size(n.key), n.value]) AS best
WITH e, best, present(e) AS exists
ORDER BY best[0] DESC, exists DESC, best[1] DESC, e.id
LIMIT $limit
RETURN outlined(e) AS entity, best[2] AS name, evidence(e) AS evidence
ORDER BY best[0] DESC, exists DESC, best[1] DESC, e.id
