// What cg.entity_ref means in a question about the present.
x {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}
