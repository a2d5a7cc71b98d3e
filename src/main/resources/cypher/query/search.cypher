// What may be meant by words: entities with the names, texts and statements that have some of them, in no order.
// $key: the folded search text
// $names: the words as a query of the full-text index of names
// $texts: the words as a query of the full-text index of other text
// $statements: the words as a query of the full-text indexes of statements and of the text of relationships
// $bound: maximum number of names, of other texts and of statements to consider
// $kinds: kinds that are wanted; all of them when empty
// $countries: countries that are wanted; all of them when empty
// $sectors: sectors that are wanted; all of them when empty
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $on: map with first and last: entities that exist on these dates are marked
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
  } AS told,
  COLLECT {
    CALL db.index.fulltext.queryNodes('statement_words', $statements, {limit: $bound}) YIELD node
    RETURN node
  } AS said,
  COLLECT {
    CALL db.index.fulltext.queryRelationships('relationship_words', $statements, {limit: $bound}) YIELD relationship
    RETURN relationship
  } AS held
CALL (beginning, named, told, said, held) {
  UNWIND beginning + named AS n
  WITH DISTINCT n WHERE cg.known(n)
  RETURN n.entity AS id, {name: n.value, key: n.key} AS match
  UNION ALL
  UNWIND told AS text
  MATCH (e:Entity {id: text.id})
  WHERE cg.state(e) = text
  RETURN e.id AS id, {words: text.words} AS match
  UNION ALL
  UNWIND held AS r
  WITH r WHERE cg.holds(r)
  RETURN startNode(r).id AS id, {text: coalesce(r.position, r.product)} AS match
  UNION ALL
  UNWIND said AS record
  WITH record WHERE cg.known(record)
  CALL (record) {
    WITH record WHERE record.subjectType = 'ENTITY'
    RETURN record.subject AS id
    UNION
    WITH record WHERE record.subjectType <> 'ENTITY'
    MATCH (start)-[r:$(record.subjectType) {id: record.subject}]->(end)
    WHERE cg.holds(r)
    UNWIND [start.id, end.id] AS id
    RETURN id
  }
  MATCH (origin:Entity {id: record.source})
  RETURN id, {statement: record.statement, locator: record.locator, source: cg.entity_ref(origin)} AS match
}
WITH beginning, named, told, said, held, id, collect(match) AS matches
MATCH (e:Entity {id: id})
WHERE cg.holds(e)
WITH beginning, named, told, said, held, e, matches, head([seen IN [cg.state(e)] | seen.country]) AS country
RETURN e.id AS id, e.kind AS kind, country, e.nameKey AS nameKey, matches,
  ($kinds = [] OR e.kind IN $kinds) AND ($countries = [] OR country IN $countries)
    AND ($sectors = [] OR EXISTS {
      MATCH (e)-[belongs:COVERS|ACTIVE_IN|ABOUT|FUNDS|PART_OF]->(:Sector) (()-[within:PART_OF WHERE cg.holds(within)]->())* (s:Sector)
      WHERE cg.holds(belongs) AND s.id IN $sectors
    }) AS wanted,
  (coalesce(e.validFrom <= $on.last, true) AND coalesce(e.validTo + '~' >= $on.first, true)) AS exists,
  $bound IN [size(beginning), size(named), size(told), size(said), size(held)] AS truncated
