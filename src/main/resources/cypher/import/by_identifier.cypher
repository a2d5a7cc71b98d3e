// The entities that have identifiers now, and whether they exist today.
// $keys: identifiers in lower case
// $today: the current date
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
WHERE i.supersededAt IS NULL
WITH DISTINCT key, i.entity AS id
MATCH (e:Entity {id: id})
WHERE e.supersededAt IS NULL
RETURN key, e {.*, words: null} AS entity,
  coalesce(e.validFrom <= $today, true) AND coalesce(e.validTo + '~' >= $today, true) AS current
ORDER BY key, id
