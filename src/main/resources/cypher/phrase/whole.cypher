// Everything that is shown of the entity x.
head([seen IN [state(x)] | seen {.*, words: null, claims: claims(seen), evidence: evidence(seen)}])
