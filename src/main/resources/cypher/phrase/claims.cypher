// The evidence of x, an entity or a relationship, that takes part in its conflicts; nothing when it has none.
COLLECT {
    MATCH (claim:Evidence {subject: x.id})
    WHERE claim.claims IS NOT NULL AND x.hasConflict AND known(claim)
    MATCH (claimant:Entity {id: claim.source})
    RETURN claim {.*, source: claimant {.id, .publishedOn}}
  }
