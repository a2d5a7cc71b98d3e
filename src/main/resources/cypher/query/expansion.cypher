// One step from entities that have few relationships.
// $step: ids (of the entities), types (all of them when empty), kinds (that may be entered), every (whether that is all
// kinds) and always (ids of what may be entered whatever its kind); as one map, because the database plans anew for lists of another
// order of size
// $at: when the relationships are to hold
UNWIND $step.ids AS id
MATCH (n:Entity {id: id})-[r]-(o)
WHERE ($step.types = [] OR type(r) IN $step.types) AND holds(r) AND entered(o)
RETURN id, link(r) AS link
