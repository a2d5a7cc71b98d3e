// The codes of the countries with each of several names.
// $keys: folded names
// $at: map with known, the instant of knowledge
UNWIND $keys AS key
MATCH (n:Name {key: key})
WHERE cg.known(n)
MATCH (e:Entity {id: n.entity})
WHERE e.level = 'country' AND cg.known(e)
RETURN key, collect(DISTINCT e.isoCode) AS codes
