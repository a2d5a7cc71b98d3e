// Everything located in places or in places within them, those places included.
// $ids: ids of the places
UNWIND $ids AS id
MATCH (place:Entity {id: id}) (()<-[:PART_OF]-(:Place))* (inner)
OPTIONAL MATCH (inner)<-[:LOCATED_IN]-(located)
UNWIND [inner.id, located.id] AS below
WITH below WHERE below IS NOT NULL
RETURN DISTINCT below AS id
