// A place on a date: the place itself or, when it did not exist on that date, the earlier place of the same name that
// it succeeded.
// $id: id of the place
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
MATCH (asked:Entity:Place {id: $id})
OPTIONAL MATCH (namesake:Place) (()-[succession:SUCCEEDED_BY WHERE cg.known(succession)]->())+ (asked)
WHERE namesake.name = asked.name AND cg.holds(namesake)
WITH asked, (coalesce(asked.validFrom <= $at.last, true) AND coalesce(asked.validTo + '~' >= $at.first, true))
  AS exists, namesake ORDER BY namesake.id LIMIT 1
WITH CASE WHEN exists OR namesake IS NULL THEN asked ELSE namesake END AS place, exists OR namesake IS NOT NULL AS existed
RETURN cg.entity_ref(place) AS place, existed, place.validFrom AS validFrom, place.validTo AS validTo
