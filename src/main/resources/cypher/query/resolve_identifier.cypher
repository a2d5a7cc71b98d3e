// Entities with an identifier from another scheme.
// $key: the identifier in lower case, such as wikidata:q884
// $kinds: kinds to return
// $at: map with known, the instant at which the graph must have known the records
MATCH (i:Identifier {key: $key})
WHERE cg.known(i)
MATCH (e:Entity {id: i.entity})
WHERE e.kind IN $kinds AND cg.known(e)
RETURN head([seen IN [cg.state(e)] | seen {.*, words: null}]) AS entity, true AS exists
ORDER BY entity.id
LIMIT 50
