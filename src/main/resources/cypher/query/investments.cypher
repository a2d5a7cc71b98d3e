// Investments in the territory of a place, by id, each with its investors.
// $place: the place
// $at: by the boundaries of which date
// $after: id of the last investment of the page before
// $limit: how many
// $evidence: whether to return the evidence of the investments
MATCH (place:Entity:Place {id: $place})
investments_within(place)
WITH i WHERE i.id > $after
WITH i ORDER BY i.id LIMIT $limit
RETURN i.id AS id, investment(i) AS told, COLLECT {
  MATCH (investor:Entity)-[stake:INVESTOR_IN]->(i)
  WHERE holds(stake)
  WITH DISTINCT investor ORDER BY investor.id
  RETURN brief(investor)
} AS investors
ORDER BY id
