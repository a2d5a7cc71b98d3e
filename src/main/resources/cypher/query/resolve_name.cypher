// Entities with a name, those that exist on the date first.
// $key: the name, folded
// $kinds: kinds that fit
// $at: the date
MATCH (n:Name {key: $key})
MATCH (e:Entity {id: n.entity})
WHERE e.kind IN $kinds
RETURN DISTINCT brief(e) AS entity, holds(e) AS exists
ORDER BY exists DESC, entity.id
LIMIT 50
