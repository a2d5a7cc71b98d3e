// Derives the country of entities from their places: what is located somewhere, by its seat before other sites, and
// places themselves. A place that is no more lies where it last lay.
// $ids: ids of entities
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) {
  OPTIONAL MATCH (e)-[located:LOCATED_IN]->(place:Place) WHERE located.supersededAt IS NULL
  WITH place, located ORDER BY located.role IS NULL, located.role, coalesce(located.validTo, '~') DESC, place.id LIMIT 1
  RETURN place
}
WITH e, CASE WHEN e:Place THEN e ELSE place END AS place
CALL (place) {
  WITH place WHERE place IS NOT NULL
  MATCH (place)-[part:PART_OF]->*(country:Place {level: 'country'})
  WHERE all(p IN part WHERE p.supersededAt IS NULL)
  RETURN country.isoCode AS country
  ORDER BY size(part) LIMIT 1
}
WITH e, country WHERE country IS NOT NULL AND (e.country IS NULL OR e.country <> country)
SET e.country = country
