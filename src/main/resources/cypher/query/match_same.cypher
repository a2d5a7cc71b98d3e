// For each of several names, the stored names with the same words.
// $queries: list of maps with fingerprints (the stored name has one of them), kinds and countries (of the entity; any
// country when empty)
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $on: map with first and last: entities that exist on these dates are marked
UNWIND range(0, size($queries) - 1) AS position
WITH position, $queries[position] AS query
CALL (query) {
  MATCH (n:Name)
  WHERE n.fingerprint IN query.fingerprints AND cg.known(n)
  MATCH (e:Entity {id: n.entity})
  WHERE cg.holds(e) AND e.kind IN query.kinds AND (query.countries = [] OR e.country IN query.countries)
  WITH e, n LIMIT 50
  RETURN collect({id: e.id, key: n.key, name: n.value, fingerprint: n.fingerprint,
    exists: (coalesce(e.validFrom <= $on.last, true) AND coalesce(e.validTo + '~' >= $on.first, true))}) AS found
}
RETURN position, found
ORDER BY position
