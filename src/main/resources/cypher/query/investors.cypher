// Who invests in the territory of a place, by id of the investor, each with the investments there.
// $place: the place
// $at: by the boundaries of which date
// $after: id of the last investor of the page before
// $limit: how many
// $evidence: whether to return the evidence of the investments
MATCH (place:Entity:Place {id: $place})
investments_within(place)
MATCH (investor:Entity)-[stake:INVESTOR_IN]->(i)
WHERE investor.id > $after AND holds(stake)
WITH investor, i, head(collect(stake)) AS stake ORDER BY investor.id, i.id
WITH investor, collect({investment: i, stake: stake}) AS stakes
ORDER BY investor.id LIMIT $limit
RETURN brief(investor) AS investor, COLLECT {
  UNWIND stakes AS one
  WITH one.investment AS i, one.stake AS stake
  RETURN {stake: stake {.role, .share}, told: investment(i)}
} AS stakes
ORDER BY investor.id
