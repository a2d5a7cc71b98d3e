// A page of the investments in the territory of a place, ordered by id, each with its investors. An investment is in
// the territory when it or a facility that it funds is located there.
// $place: id of the place
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $after: id of the last investment of the previous page
// $limit: maximum number of investments
// $evidence: whether to return the evidence of the investments
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
WITH i WHERE i.id > $after
WITH i ORDER BY i.id LIMIT $limit
RETURN i.id AS id, {
  investment: cg.entity_full(i),
  places: COLLECT {
    MATCH (i)-[steps:FUNDS|LOCATED_IN]->*(site:Place)
    WHERE all(step IN steps WHERE cg.known(step))
    WITH DISTINCT site ORDER BY site.id
    RETURN cg.entity_ref(site)
  },
  facilities: COLLECT {
    MATCH (i)-[funded:FUNDS]->(facility:Facility)
    WHERE cg.known(funded)
    RETURN cg.entity_ref(facility) ORDER BY facility.id
  },
  sources: COUNT { MATCH (telling:Evidence {subject: i.id}) WHERE cg.known(telling) AND telling.extractor <> 'translation' RETURN DISTINCT telling.source }
} AS located, COLLECT {
  MATCH (investor:Entity)-[stake:INVESTOR_IN]->(i)
  WHERE cg.holds(stake)
  WITH DISTINCT investor ORDER BY investor.id
  RETURN cg.entity_ref(investor)
} AS investors
ORDER BY id
