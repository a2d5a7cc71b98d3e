// An entity with what its sources claim, and with all of its evidence if asked for.
// $id: its id
// $evidence: whether to return the evidence
MATCH (e:Entity {id: $id})
RETURN e {.*,
  claims: claims(e),
  evidence: evidence(e)
} AS entity
