// How many investments there are in the territory of a place.
// $place: the place
// $at: by the boundaries of which date
MATCH (place:Entity:Place {id: $place})
investments_within(place)
RETURN count(i) AS total
