// For each of several names, the stored names that share words with it, the rarest words first.
// $queries: list of maps with words (query of the full-text index, made of escaped words) and kinds
// $bound: maximum number of stored names for each
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $on: map with first and last: entities that exist on these dates are marked
UNWIND range(0, size($queries) - 1) AS position
WITH position, $queries[position] AS query
CALL (query) {
  CALL db.index.fulltext.queryNodes('name_words', query.words, {limit: $bound}) YIELD node AS n
  WITH n, query WHERE cg.known(n)
  MATCH (e:Entity {id: n.entity})
  WHERE cg.holds(e) AND e.kind IN query.kinds
  RETURN collect({id: e.id, key: n.key, name: n.value, country: e.country, identifiers: e.sameAs,
    exists: (coalesce(e.validFrom <= $on.last, true) AND coalesce(e.validTo + '~' >= $on.first, true))}) AS found
}
RETURN position, found
ORDER BY position
