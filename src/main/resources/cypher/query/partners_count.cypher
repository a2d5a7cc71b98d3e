// Number of other parties to the agreements of an organisation.
// $id: id of the organisation
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
MATCH (self:Entity {id: $id})-[own:PARTY_TO]->(a:Agreement)<-[theirs:PARTY_TO]-(partner:Entity)
WHERE cg.holds(own) AND cg.holds(theirs)
RETURN count(DISTINCT partner) AS total
