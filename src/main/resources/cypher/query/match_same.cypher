// For each of several names, the stored names with the same words and the names of what has one of the identifiers.
// $queries: list of maps with fingerprints (the stored name has one of them), identifiers and kinds
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $on: map with first and last: entities that exist on these dates are marked
UNWIND range(0, size($queries) - 1) AS position
WITH position, $queries[position] AS query
CALL (query) {
  CALL (query) {
    MATCH (n:Name)
    WHERE n.fingerprint IN query.fingerprints AND cg.known(n)
    RETURN n ORDER BY size(n.fingerprint) DESC LIMIT 100
    UNION
    MATCH (i:Identifier)
    WHERE i.key IN query.identifiers AND cg.known(i)
    MATCH (n:Name {entity: i.entity})
    WHERE cg.known(n)
    RETURN n LIMIT 100
  }
  MATCH (e:Entity {id: n.entity})
  WHERE cg.holds(e) AND e.kind IN query.kinds
  RETURN collect({id: e.id, key: n.key, name: n.value, country: e.country, identifiers: e.sameAs,
    exists: (coalesce(e.validFrom <= $on.last, true) AND coalesce(e.validTo + '~' >= $on.first, true))}) AS found
}
RETURN position, found
ORDER BY position
