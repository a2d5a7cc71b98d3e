// The entity x with all of its properties, the claims that its conflicts follow from, and its evidence.
head([seen IN [cg.state(x)] | seen {.*, words: null, evidence: cg.evidence(seen), claims: COLLECT {
    MATCH (claim:Evidence {subject: seen.id})
    WHERE claim.claims IS NOT NULL AND seen.hasConflict AND cg.known(claim)
    MATCH (claimant:Entity {id: claim.source})
    RETURN claim {.*, source: claimant {.id, .publishedOn}}
  }}])
