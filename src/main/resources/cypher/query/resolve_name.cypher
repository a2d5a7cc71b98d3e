// Entities with a name, those that exist on the date first.
// $key: the name, folded
// $kinds: kinds that fit
// $at: the date
MATCH (n:Name {key: $key})
WHERE known(n)
MATCH (e:Entity {id: n.entity})
WHERE e.kind IN $kinds AND known(e)
WITH DISTINCT e
RETURN outlined(e) AS entity, valid(e) AS exists
ORDER BY exists DESC, entity.id
LIMIT 50
