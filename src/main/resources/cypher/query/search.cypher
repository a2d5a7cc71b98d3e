// What may be meant by words: entities with the names, texts and statements that have some of them, in no order.
// $key: the folded search text
// $names: the words as a query of the full-text index of names
// $texts: the words as a query of the full-text index of other text
// $statements: the words as a query of the full-text indexes of statements and of the text of relationships
// $examined: maximum number of names, of other texts and of statements to look at
// $bound: maximum number of each to return; twice as many names and subjects of statements
// $kinds: kinds that are wanted; all of them when empty
// $countries: countries that are wanted; all of them when empty
// $sectors: sectors that are wanted; all of them when empty
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $on: map with first and last: entities that exist on these dates are marked
WITH
  COLLECT {
    MATCH (n:Name)
    WHERE n.key STARTS WITH $key
    RETURN n ORDER BY n.key LIMIT $examined
  } AS beginning,
  COLLECT {
    CALL db.index.fulltext.queryNodes('name_words', $names, {limit: $examined}) YIELD node
    RETURN node
  } AS named,
  COLLECT {
    CALL db.index.fulltext.queryNodes('entity_words', $texts, {limit: $examined}) YIELD node
    RETURN node
  } AS told,
  COLLECT {
    CALL db.index.fulltext.queryNodes('statement_words', $statements, {limit: $examined}) YIELD node
    RETURN node
  } AS said,
  COLLECT {
    CALL db.index.fulltext.queryRelationships('relationship_words', $statements, {limit: $examined}) YIELD relationship
    RETURN relationship
  } AS held
WITH $examined IN [size(beginning), size(named), size(told), size(said), size(held)] AS unexamined,
  COLLECT {
    UNWIND named + beginning AS n
    WITH n WHERE cg.known(n)
    MATCH (e:Entity {id: n.entity})
    WHERE cg.holds(e) AND cg.wanted(e)
    RETURN {entity: e, match: {name: n.value, key: n.key}} LIMIT 2 * $bound
  } AS names,
  COLLECT {
    UNWIND told AS text
    MATCH (e:Entity {id: text.id})
    WHERE cg.state(e) = text AND cg.holds(e) AND cg.wanted(e)
    RETURN {entity: e, match: {words: text.words}} LIMIT $bound
  } AS told,
  COLLECT {
    UNWIND held AS r
    WITH r WHERE cg.holds(r)
    WITH r, startNode(r) AS e WHERE cg.holds(e) AND cg.wanted(e)
    RETURN {entity: e, match: {text: coalesce(r.position, r.product)}} LIMIT $bound
  } AS held,
  COLLECT {
    UNWIND said AS record
    WITH record WHERE cg.known(record)
    CALL (record) {
      WITH record WHERE record.subjectType = 'ENTITY'
      MATCH (e:Entity {id: record.subject})
      RETURN e
      UNION ALL
      WITH record WHERE record.subjectType <> 'ENTITY'
      MATCH (start)-[r:$(record.subjectType) {id: record.subject}]->(end)
      WHERE cg.holds(r)
      UNWIND [start, end] AS e
      RETURN e
    }
    WITH record, e WHERE cg.holds(e) AND cg.wanted(e)
    MATCH (origin:Entity {id: record.source})
    RETURN {entity: e, match: {
      said: [text IN [record.statement, record.quote] + coalesce(record.unshown, []) WHERE text IS NOT NULL],
      locator: record.locator,
      source: cg.entity_ref(origin)
    }} LIMIT 2 * $bound
  } AS said
WITH names + told + held + said AS everything,
  unexamined OR $bound IN [size(names) / 2, size(told), size(held), size(said) / 2] AS truncated
UNWIND CASE WHEN size(everything) = 0 THEN [{}] ELSE everything END AS found
WITH truncated, found.entity AS e, collect(found.match) AS matches
WITH truncated, e, matches, $sectors = [] OR EXISTS {
    MATCH (e)-[belongs:COVERS|ACTIVE_IN|ABOUT|FUNDS|PART_OF]->(:Sector) (()-[within:PART_OF WHERE cg.holds(within)]->())* (s:Sector)
    WHERE cg.holds(belongs) AND s.id IN $sectors
  } AS isInSector
RETURN truncated, collect(CASE WHEN e IS NOT NULL AND isInSector THEN {
    id: e.id,
    kind: e.kind,
    country: head([seen IN [cg.state(e)] | seen.country]),
    nameKey: e.nameKey,
    exists: (coalesce(e.validFrom <= $on.last, true) AND coalesce(e.validTo + '~' >= $on.first, true)),
    matches: matches
  } END) AS entities
