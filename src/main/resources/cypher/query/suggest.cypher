// Entities with a name that completes the typed text, best first: the name itself, names that begin with the text, that have
// it within, then those with its words. When there is none, names that complete it with one letter wrong.
// $key: the folded text
// $completing: query of the full-text index for names with words that start with the typed ones
// $nearly: the same query with one letter wrong
// $bound: maximum number of names to consider
// $kinds: kinds to return
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $on: map with first and last: entities that exist on these dates come first
// $limit: maximum number of entities
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
  WITH n WHERE cg.known(n)
  MATCH (e:Entity {id: n.entity})
  WHERE e.kind IN $kinds AND cg.holds(e)
  RETURN collect({entity: e, name: n}) AS found
}
CALL (found) {
  UNWIND found AS one
  RETURN one.entity AS e, one.name AS n
  UNION ALL
  WITH found WHERE found = []
  CALL db.index.fulltext.queryNodes('name_words', $nearly, {limit: $bound}) YIELD node AS n
  WHERE cg.known(n)
  MATCH (e:Entity {id: n.entity})
  WHERE e.kind IN $kinds AND cg.holds(e)
  RETURN e, n
}
WITH e, n, CASE
    WHEN n.key = $key THEN 3
    WHEN n.key STARTS WITH $key THEN 2
    WHEN n.key CONTAINS ' ' + $key THEN 1
    ELSE 0
  END AS fit
WITH e, max([fit, -size(n.key), n.value]) AS best
WITH e, best, (coalesce(e.validFrom <= $on.last, true) AND coalesce(e.validTo + '~' >= $on.first, true)) AS exists
ORDER BY best[0] DESC, exists DESC, best[1] DESC, e.id
LIMIT $limit
RETURN head([seen IN [cg.state(e)] | seen {.*, words: null}]) AS entity, best[2] AS name, cg.evidence(e) AS evidence
ORDER BY best[0] DESC, exists DESC, best[1] DESC, e.id
