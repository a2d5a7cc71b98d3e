// The current entities that have the words of names.
// $keys: fingerprints of names
// $limit: maximum number of entities for each
UNWIND $keys AS key
CALL (key) {
  MATCH (n:Name {fingerprint: key})
  WHERE n.supersededAt IS NULL
  WITH DISTINCT n.entity AS id
  MATCH (e:Entity {id: id})
  WHERE e.supersededAt IS NULL
  RETURN e ORDER BY id LIMIT $limit
}
RETURN key, e {.*, words: null} AS entity
