// Entities by words of their names and of their other text, best first, and how many there are of each kind, country and
// sector. An entity counts for a sector when it is of it or of one within it.
// $key: the text, folded
// $words: its words
// $names: the words as a query of the full-text index of names
// $texts: the same of other text
// $weight: what the scores are multiplied by
// $bound: how many names, and how many other texts, are looked at
// $kinds: kinds that fit; all of them when empty
// $countries: countries that fit; all of them when empty
// $sectors: sectors that fit; all of them when empty
// $at: when they are to hold
// $on: the date of which those that exist come first
// $afterScore: score of the last entity of the page before
// $after: id of that entity
// $limit: how many to return
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
    WITH DISTINCT n WHERE known(n)
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
    WHERE state(e) = text
    RETURN e, '' AS name, 0.2 + size([word IN $words WHERE ' ' + text.words CONTAINS ' ' + word]) / (10.0 * size($words)) AS score
  }
  WITH e, max([score, name]) AS best
  WHERE holds(e) AND ($kinds = [] OR e.kind IN $kinds)
  WITH e, best, head([seen IN [state(e)] | seen.country]) AS country
  WHERE ($countries = [] OR country IN $countries)
    AND ($sectors = [] OR EXISTS {
      MATCH (e)-[belongs:COVERS|ACTIVE_IN|ABOUT|FUNDS|PART_OF]->(:Sector) (()-[within:PART_OF WHERE holds(within)]->())* (s:Sector)
      WHERE holds(belongs) AND s.id IN $sectors
    })
  RETURN collect({entity: e, country: country, name: best[1], score: round($weight * (best[0] - CASE WHEN present(e) THEN 0 ELSE 0.01 END), 4)}) AS hits
}
RETURN $bound IN [size(beginning), size(named), size(told)] AS truncated, beginning <> [] OR named <> [] OR told <> [] AS fitting, size(hits) AS total,
  COLLECT {
    UNWIND hits AS hit
    WITH hit, hit.entity AS e
    WHERE hit.score < $afterScore OR hit.score = $afterScore AND e.id > $after
    WITH hit, e ORDER BY hit.score DESC, e.id LIMIT $limit
    RETURN {entity: outlined(e), score: hit.score, name: hit.name, evidence: evidence(e)}
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
    MATCH (e)-[belongs:COVERS|ACTIVE_IN|ABOUT|FUNDS|PART_OF]->(:Sector) (()-[within:PART_OF WHERE holds(within)]->())* (s:Sector)
    WHERE holds(belongs)
    WITH s, count(DISTINCT e) AS count ORDER BY count DESC, s.id
    RETURN {sector: brief(s), count: count}
  } AS sectors
