// For each of several texts, the names that have words in common with it, or nearly so; best first.
// $queries: each with words (query of the full-text index, made of escaped words), kinds (that fit) and countries (that
// fit; all when empty)
// $at: when the graph is to have known them
// $on: the date of which those that exist come first
UNWIND range(0, size($queries) - 1) AS position
WITH position, $queries[position] AS query
CALL (query) {
  CALL db.index.fulltext.queryNodes('name_words', query.words, {limit: 25}) YIELD node AS n
  WITH n, query WHERE known(n)
  MATCH (e:Entity {id: n.entity})
  WHERE holds(e) AND e.kind IN query.kinds AND (query.countries = [] OR e.country IN query.countries)
  RETURN collect({id: e.id, key: n.key, name: n.value, fingerprint: n.fingerprint, exists: present(e)}) AS found
}
RETURN position, found
ORDER BY position
