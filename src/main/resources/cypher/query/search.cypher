// Entities by words of their names and of their other text, best first, with the number of hits by kind, country and
// sector. An entity counts for its own sectors and for those that contain them.
// $key: the folded search text
// $words: its words
// $names: the words as a query of the full-text index of names
// $texts: the words as a query of the full-text index of other text
// $weight: factor of the scores
// $bound: maximum number of names, and of other texts, to consider
// $kinds: kinds to return; all of them when empty
// $countries: countries to return; all of them when empty
// $sectors: sectors to return; all of them when empty
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $on: map with first and last: entities that exist on these dates rank higher
// $afterScore: score of the last entity of the previous page
// $after: id of that entity
// $limit: maximum number of entities
// $evidence: whether to return the evidence
WITH
  COLLECT {
    MATCH (n:Name)
    WHERE n.key STARTS WITH $key
    RETURN n ORDER BY n.key LIMIT $bound
  } AS beginning,
  COLLECT {
    CALL db.index.fulltext.queryNodes('name_words', $names, {limit: $bound}) YIELD node
    RETURN node
  } AS named,
  COLLECT {
    CALL db.index.fulltext.queryNodes('entity_words', $texts, {limit: $bound}) YIELD node
    RETURN node
  } AS told
CALL (beginning, named, told) {
  CALL (beginning, named, told) {
    UNWIND beginning + named AS n
    WITH DISTINCT n WHERE cg.known(n)
    MATCH (e:Entity {id: n.entity})
    WITH e, n, ' ' + n.key + ' ' AS spaced, toFloat(size($key)) / (size($key) + size(n.key)) AS share
    RETURN e, n.value AS name, CASE
      WHEN n.key = $key THEN CASE WHEN e.nameKey = $key THEN 1.0 ELSE 0.97 END
      WHEN n.key STARTS WITH $key THEN 0.85 + share / 10
      WHEN all(word IN $words WHERE spaced CONTAINS ' ' + word + ' ') THEN 0.74 + share / 10
      WHEN all(word IN $words WHERE spaced CONTAINS ' ' + word) THEN 0.62 + share / 10
      ELSE 0.4 + share / 10 + size([word IN $words WHERE spaced CONTAINS ' ' + word]) / (10.0 * size($words))
    END AS score
    UNION ALL
    UNWIND told AS text
    MATCH (e:Entity {id: text.id})
    WHERE cg.state(e) = text
    RETURN e, '' AS name, 0.2 + size([word IN $words WHERE ' ' + text.words CONTAINS ' ' + word]) / (10.0 * size($words)) AS score
  }
  WITH e, max([score, name]) AS best
  WHERE cg.holds(e) AND ($kinds = [] OR e.kind IN $kinds)
  WITH e, best, head([seen IN [cg.state(e)] | seen.country]) AS country
  WHERE ($countries = [] OR country IN $countries)
    AND ($sectors = [] OR EXISTS {
      MATCH (e)-[belongs:COVERS|ACTIVE_IN|ABOUT|FUNDS|PART_OF]->(:Sector) (()-[within:PART_OF WHERE cg.holds(within)]->())* (s:Sector)
      WHERE cg.holds(belongs) AND s.id IN $sectors
    })
  RETURN collect({entity: e, country: country, name: best[1],
    score: round($weight * (best[0] - CASE WHEN (coalesce(e.validFrom <= $on.last, true) AND coalesce(e.validTo + '~' >= $on.first, true)) THEN 0 ELSE 0.01 END), 4)}) AS hits
}
RETURN $bound IN [size(beginning), size(named), size(told)] AS truncated, beginning <> [] OR named <> [] OR told <> [] AS fitting, size(hits) AS total,
  COLLECT {
    UNWIND hits AS hit
    WITH hit, hit.entity AS e
    WHERE hit.score < $afterScore OR hit.score = $afterScore AND e.id > $after
    WITH hit, e ORDER BY hit.score DESC, e.id LIMIT $limit
    RETURN {entity: head([seen IN [cg.state(e)] | seen {.*, words: null}]), score: hit.score, name: hit.name, evidence: cg.evidence(e)}
  } AS items,
  COLLECT {
    UNWIND hits AS hit
    WITH hit.entity.kind AS value, count(*) AS count ORDER BY count DESC, value
    RETURN {value: value, count: count}
  } AS kinds,
  COLLECT {
    UNWIND hits AS hit
    WITH hit.country AS value, count(*) AS count ORDER BY count DESC, value
    WHERE value IS NOT NULL
    RETURN {value: value, count: count}
  } AS countries,
  COLLECT {
    UNWIND hits AS hit
    WITH hit.entity AS e
    MATCH (e)-[belongs:COVERS|ACTIVE_IN|ABOUT|FUNDS|PART_OF]->(:Sector) (()-[within:PART_OF WHERE cg.holds(within)]->())* (s:Sector)
    WHERE cg.holds(belongs)
    WITH s, count(DISTINCT e) AS count ORDER BY count DESC, s.id
    RETURN {sector: cg.entity_ref(s), count: count}
  } AS sectors
