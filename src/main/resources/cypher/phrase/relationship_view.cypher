// The relationship x with its public id, its type, references to its ends, and its evidence.
x {.*, id: coalesce(x.id, x.formerId), type: type(x), evidence: cg.evidence(x),
    from: head([tip IN [startNode(x)] | cg.entity_ref(tip)]), to: head([tip IN [endNode(x)] | cg.entity_ref(tip)])}
