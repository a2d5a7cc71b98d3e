// Derives the country of entities from their places: what is located somewhere, by its seat before other sites, and
// places themselves. The site of an organisation tells nothing of its own country. A place that is no more lies where it
// last lay.
// $ids: ids of entities
// $now: the time of recording
// $version: version of the graph that this makes
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE e.supersededAt IS NULL
WITH e, CASE WHEN e:Place THEN e ELSE head(COLLECT {
  MATCH (e)-[located:LOCATED_IN]->(place:Place)
  WHERE located.supersededAt IS NULL AND NOT (e:Organization AND coalesce(located.role, '') = 'site')
  RETURN place
  ORDER BY located.role IS NULL, located.role, coalesce(located.validTo, '~') DESC, place.id LIMIT 1
}) END AS place
WITH e, head(COLLECT {
  MATCH (place)-[part:PART_OF]->*(country:Place {level: 'country'})
  WHERE all(p IN part WHERE p.supersededAt IS NULL)
  RETURN country.isoCode
  ORDER BY size(part) LIMIT 1
}) AS country
WITH e, country
WHERE coalesce(e.country, '') <> coalesce(country, '')
revised(e)
SET e.country = country
RETURN e.id AS id, e.kind AS kind, e.change AS change
