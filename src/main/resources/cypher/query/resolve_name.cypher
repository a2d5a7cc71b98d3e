// Entities with a name. Those that exist on the date come first.
// $key: the folded name
// $kinds: kinds to return
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
MATCH (n:Name {key: $key})
WHERE cg.known(n)
MATCH (e:Entity {id: n.entity})
WHERE e.kind IN $kinds AND cg.known(e)
WITH DISTINCT e
RETURN head([seen IN [cg.state(e)] | seen {.*, words: null}]) AS entity,
  (coalesce(e.validFrom <= $at.last, true) AND coalesce(e.validTo + '~' >= $at.first, true)) AS exists
ORDER BY exists DESC, entity.id
LIMIT 50
