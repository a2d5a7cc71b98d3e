// How many are a party to agreements that an organisation is a party to.
// $id: the organisation
// $at: when both are to be parties
MATCH (self:Entity {id: $id})-[own:PARTY_TO]->(a:Agreement)<-[theirs:PARTY_TO]-(partner:Entity)
WHERE holds(own) AND holds(theirs)
RETURN count(DISTINCT partner) AS total
