// Who organised and attended an event, by id, with roles and, of people, the positions that they held on its date.
// $id: the event
// $at: when participation is to hold
// $after: id of the last participant of the page before
// $limit: how many
// $evidence: whether to return the evidence of the participation
MATCH (event:Entity:Event {id: $id})<-[part:ORGANIZED|ATTENDED]-(participant:Entity)
WHERE participant.id > $after AND holds(part)
WITH event, participant, part ORDER BY participant.id, type(part) DESC, identity(part)
WITH event, participant, collect(part) AS parts
ORDER BY participant.id LIMIT $limit
RETURN brief(participant) AS participant,
  COLLECT {
    UNWIND parts AS part
    RETURN {id: identity(part), type: type(part), role: part.role, evidence: evidence(part)}
  } AS roles,
  COLLECT {
    MATCH (participant)-[holding:HOLDS]->(organization:Entity)
    WHERE known(holding)
      AND coalesce(holding.validFrom <= coalesce(event.endsOn, event.startsOn) + '~', true)
      AND coalesce(holding.validTo + '~' >= event.startsOn, true)
    RETURN {position: holding.position, organization: brief(organization)}
    ORDER BY identity(holding)
  } AS positions
ORDER BY participant.id
