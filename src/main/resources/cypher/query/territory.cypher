// The territory of a place: each place in it with the dates, first and last, on which a location there counts.
// $place: id of the place
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
MATCH (place:Entity:Place {id: $place})
UNWIND cg.territory(place) AS area
RETURN area.place.id AS id, area {.first, .last} AS dates
