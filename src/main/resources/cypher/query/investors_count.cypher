// Number of investors in the territory of a place.
// $place: id of the place
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
MATCH (place:Entity:Place {id: $place})
CALL (place) {
  UNWIND cg.territory(place) AS area
  WITH area, area.place AS site
  MATCH (site)<-[located:LOCATED_IN]-(thing WHERE thing:Investment OR thing:Facility)
  WHERE cg.known(located) AND coalesce(located.validFrom <= area.last, true) AND coalesce(located.validTo + '~' >= area.first, true)
  OPTIONAL MATCH (thing)<-[funds:FUNDS]-(funding:Investment)
  WHERE cg.known(funds)
  WITH CASE WHEN thing:Investment THEN thing ELSE funding END AS i
  WHERE i IS NOT NULL
  RETURN DISTINCT i
}
MATCH (investor:Entity)-[stake:INVESTOR_IN]->(i)
WHERE cg.holds(stake)
RETURN count(DISTINCT investor) AS total
