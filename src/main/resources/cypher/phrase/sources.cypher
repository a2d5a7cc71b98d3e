// How many sources tell of x, an entity or a relationship.
COUNT { MATCH (telling:Evidence {subject: identity(x)}) WHERE known(telling) RETURN DISTINCT telling.source }
