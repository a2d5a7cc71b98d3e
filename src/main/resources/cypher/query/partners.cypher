// Who is a party to agreements that an organisation is a party to, by id of the partner, with those agreements.
// $id: the organisation
// $at: when both are to be parties
// $after: id of the last partner of the page before
// $limit: how many
// $evidence: whether to return the evidence of the agreements
MATCH (self:Entity {id: $id})-[own:PARTY_TO]->(a:Agreement)<-[theirs:PARTY_TO]-(partner:Entity)
WHERE partner.id > $after AND holds(own) AND holds(theirs)
WITH partner, a, own, theirs ORDER BY partner.id, a.signedOn, a.id
WITH partner, collect({agreement: a, self: own, partner: theirs}) AS joint
ORDER BY partner.id LIMIT $limit
RETURN brief(partner) AS partner, COLLECT {
  UNWIND joint AS one
  WITH one.agreement AS a, one.self AS own, one.partner AS theirs
  RETURN {
    agreement: whole(a),
    roles: {self: coalesce(own.role, 'signatory'), partner: coalesce(theirs.role, 'signatory')},
    sources: sources(a),
    events: COLLECT {
      MATCH (a)-[signed:SIGNED_AT]->(event:Event)
      WHERE known(signed)
      RETURN {event: brief(event), places: COLLECT {
        MATCH (event)-[located:LOCATED_IN]->(place:Place)
        WHERE known(located)
        RETURN brief(place) ORDER BY place.id
      }}
    }
  }
} AS agreements
ORDER BY partner.id
