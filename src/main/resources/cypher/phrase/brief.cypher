// What other answers show of the entity x.
head([seen IN [state(x)] | seen {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}])
