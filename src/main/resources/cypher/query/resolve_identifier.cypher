// Entities by what they are elsewhere.
// $key: the identifier in lower case, such as wikidata:q884
// $kinds: kinds that fit
MATCH (i:Identifier {key: $key})
MATCH (e:Entity {id: i.entity})
WHERE e.kind IN $kinds
RETURN brief(e) AS entity, true AS exists
ORDER BY entity.id
LIMIT 50
