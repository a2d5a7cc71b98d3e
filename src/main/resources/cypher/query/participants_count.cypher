// Number of organisers and attendees of an event.
// $id: id of the event
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
MATCH (event:Entity:Event {id: $id})<-[part:ORGANIZED|ATTENDED]-(participant:Entity)
WHERE cg.holds(part)
RETURN count(DISTINCT participant) AS total
