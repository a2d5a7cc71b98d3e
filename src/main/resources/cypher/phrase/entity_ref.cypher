// The entity x in short, as a reference in the answer of a question.
head([seen IN [cg.state(x)] | seen {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country}])
