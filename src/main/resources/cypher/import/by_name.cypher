// The entities that have names now, and whether they exist today.
// $keys: folded names
// $today: the current date
UNWIND $keys AS key
MATCH (n:Name {key: key})
WHERE n.supersededAt IS NULL
WITH DISTINCT key, n.entity AS id
MATCH (e:Entity {id: id})
WHERE e.supersededAt IS NULL
RETURN key, e {.*, words: null} AS entity,
  coalesce(e.validFrom <= $today, true) AND coalesce(e.validTo + '~' >= $today, true) AS current
ORDER BY key, id
