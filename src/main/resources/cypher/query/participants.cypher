// A page of the organisers and attendees of an event, ordered by id, with their roles and, for people, the positions
// that they held on its date.
// $id: id of the event
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $after: id of the last participant of the previous page
// $limit: maximum number of participants
// $evidence: whether to return the evidence of the participation
MATCH (event:Entity:Event {id: $id})<-[part:ORGANIZED|ATTENDED]-(participant:Entity)
WHERE participant.id > $after AND cg.holds(part)
WITH event, participant, part ORDER BY participant.id, type(part) DESC, coalesce(part.id, part.formerId)
WITH event, participant, collect(part) AS parts
ORDER BY participant.id LIMIT $limit
RETURN cg.entity_ref(participant) AS participant, event.startsOn AS startsOn, event.endsOn AS endsOn,
  COLLECT {
    UNWIND parts AS part
    RETURN {id: coalesce(part.id, part.formerId), type: type(part), role: part.role, evidence: cg.evidence(part)}
  } AS roles,
  COLLECT {
    MATCH (participant)-[holding:HOLDS]->(organization:Entity)
    WHERE cg.known(holding)
      AND coalesce(holding.validFrom <= coalesce(event.endsOn, event.startsOn) + '~', true)
      AND coalesce(holding.validTo + '~' >= event.startsOn, true)
    RETURN holding {.position, .validFrom, .validTo, .attestedOn, organization: cg.entity_ref(organization)}
    ORDER BY coalesce(holding.id, holding.formerId)
  } AS positions
ORDER BY participant.id
