// For each of several texts, the names of the same words.
// $queries: each with fingerprints (one of which the name has), kinds (that fit) and countries (that fit; all when empty)
// $at: when the graph is to have known them
// $on: the date of which those that exist come first
UNWIND range(0, size($queries) - 1) AS position
WITH position, $queries[position] AS query
CALL (query) {
  MATCH (n:Name)
  WHERE n.fingerprint IN query.fingerprints AND known(n)
  MATCH (e:Entity {id: n.entity})
  WHERE holds(e) AND e.kind IN query.kinds AND (query.countries = [] OR e.country IN query.countries)
  WITH e, n LIMIT 50
  RETURN collect({id: e.id, key: n.key, name: n.value, fingerprint: n.fingerprint, exists: present(e)}) AS found
}
RETURN position, found
ORDER BY position
