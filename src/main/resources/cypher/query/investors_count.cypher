// How many invest in the territory of a place.
// $place: the place
// $at: by the boundaries of which date
MATCH (place:Entity:Place {id: $place})
investments_within(place)
MATCH (investor:Entity)-[stake:INVESTOR_IN]->(i)
WHERE holds(stake)
RETURN count(DISTINCT investor) AS total
