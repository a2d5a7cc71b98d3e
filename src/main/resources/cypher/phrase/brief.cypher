// What other answers show of the entity x.
x {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}
