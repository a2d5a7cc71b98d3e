// What tells the entity x from others of the same name.
head([seen IN [state(x)] | seen {.id, .kind, .name, .names, .nameLangs, .nameTypes, .country, .description, .level, .type,
  .validFrom, .validTo, .foundedOn, .dissolvedOn, .signedOn, .announcedOn, .startsOn, .endsOn, .adoptedOn, .publishedOn, .period, .dueOn}])
