// One step along relationships, from entities with few relationships.
// $step: map with ids (entities to start from), types (relationship types to follow; all of them when empty), kinds
// (kinds of entities to enter), every (whether kinds has all kinds) and always (ids of entities to enter whatever their
// kind). It is a single map because the database plans again for lists whose length has another order of magnitude
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
UNWIND $step.ids AS id
MATCH (n:Entity {id: id})-[r]-(o)
WHERE ($step.types = [] OR type(r) IN $step.types) AND cg.holds(r) AND ($step.every OR o.kind IN $step.kinds OR o.id IN $step.always)
RETURN id, {
  key: elementId(r), id: coalesce(r.id, r.formerId), type: type(r), far: o.id, kind: o.kind, degree: COUNT { (o)--() }
} AS link
