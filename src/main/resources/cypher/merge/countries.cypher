// Derives the country of entities from their places: places lie in a country; other entities have the country of their
// location, where a seat takes precedence over other sites. The site of an organisation says nothing about its own
// country. A place that no longer exists has the country of its last location.
// $ids: ids of the entities
// $now: recording time of this transaction
// $version: graph version that this transaction makes
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
CALL (e) {
  WITH e WHERE e.updatedAt < $now
  CREATE (revision:Revision)
  SET revision = properties(e), revision.supersededAt = $now, e.version = e.version + 1, e.updatedAt = $now,
    e.changedIn = $version, e.change = 'updated'
}
SET e.country = country
RETURN e.id AS id, e.kind AS kind, e.change AS change
