// Entities by what they are elsewhere.
// $key: the identifier in lower case, such as wikidata:q884
// $kinds: kinds that fit
// $at: when the graph is to have known it
MATCH (i:Identifier {key: $key})
WHERE known(i)
MATCH (e:Entity {id: i.entity})
WHERE e.kind IN $kinds AND known(e)
RETURN outlined(e) AS entity, true AS exists
ORDER BY entity.id
LIMIT 50
