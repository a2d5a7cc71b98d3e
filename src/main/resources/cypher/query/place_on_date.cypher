// A place as it was on a date: itself, or if it did not exist yet, the one of the same name that it took the place of.
// $id: the place
// $at: the date
MATCH (asked:Entity:Place {id: $id})
OPTIONAL MATCH (namesake:Place) (()-[succession:SUCCEEDED_BY WHERE known(succession)]->())+ (asked)
WHERE namesake.name = asked.name AND holds(namesake)
WITH asked, valid(asked) AS exists, namesake ORDER BY namesake.id LIMIT 1
WITH CASE WHEN exists OR namesake IS NULL THEN asked ELSE namesake END AS place, exists OR namesake IS NOT NULL AS existed
RETURN brief(place) AS place, existed, place.validFrom AS validFrom, place.validTo AS validTo
