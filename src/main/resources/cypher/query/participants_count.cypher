// How many organised or attended an event.
// $id: the event
// $at: when participation is to hold
MATCH (event:Entity:Event {id: $id})<-[part:ORGANIZED|ATTENDED]-(participant:Entity)
WHERE holds(part)
RETURN count(DISTINCT participant) AS total
