// The entities that have identifiers now.
// $keys: the identifiers in lower case
UNWIND $keys AS key
MATCH (held:Identifier {key: key})
WHERE held.supersededAt IS NULL
RETURN key, held.entity AS id
