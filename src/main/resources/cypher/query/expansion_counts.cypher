// Number of relationships of each type that lead one step away from entities.
// $step: as in query/expansion
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
UNWIND $step.ids AS id
MATCH (n:Entity {id: id})-[r]-(o)
WHERE ($step.types = [] OR type(r) IN $step.types) AND cg.holds(r) AND ($step.every OR o.kind IN $step.kinds OR o.id IN $step.always)
RETURN id, type(r) AS type, count(*) AS count
