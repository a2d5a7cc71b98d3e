// What lies in places or in places within them.
// $ids: ids of places
UNWIND $ids AS id
MATCH (place:Entity {id: id}) (()<-[:PART_OF]-(:Place))* (inner)
OPTIONAL MATCH (inner)<-[:LOCATED_IN]-(located)
UNWIND [inner.id, located.id] AS below
WITH below WHERE below IS NOT NULL
RETURN DISTINCT below AS id
