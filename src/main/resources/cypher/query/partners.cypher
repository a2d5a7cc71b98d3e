// A page of the other parties to the agreements of an organisation, ordered by id, each with the joint agreements.
// $id: id of the organisation
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $after: id of the last partner of the previous page
// $limit: maximum number of partners
// $evidence: whether to return the evidence of the agreements
MATCH (self:Entity {id: $id})-[own:PARTY_TO]->(a:Agreement)<-[theirs:PARTY_TO]-(partner:Entity)
WHERE partner.id > $after AND cg.holds(own) AND cg.holds(theirs)
WITH partner, a, own, theirs ORDER BY partner.id, a.signedOn, a.id
WITH partner, collect({agreement: a, self: own, partner: theirs}) AS joint
ORDER BY partner.id LIMIT $limit
RETURN cg.entity_ref(partner) AS partner, COLLECT {
  UNWIND joint AS one
  WITH one.agreement AS a, one.self AS own, one.partner AS theirs
  RETURN {
    agreement: cg.entity_full(a),
    roles: {self: own.role, partner: theirs.role},
    sources: COUNT { MATCH (telling:Evidence {subject: a.id}) WHERE cg.known(telling) AND telling.extractor <> 'translation' RETURN DISTINCT telling.source },
    events: COLLECT {
      MATCH (a)-[signed:SIGNED_AT]->(event:Event)
      WHERE cg.known(signed)
      RETURN {event: cg.entity_ref(event), places: COLLECT {
        MATCH (event)-[located:LOCATED_IN]->(place:Place)
        WHERE cg.known(located)
        RETURN cg.entity_ref(place) ORDER BY place.id
      }}
    }
  }
} AS agreements
ORDER BY partner.id
