// Derives the countries of entities: places lie in a country; other entities have the country of their location, where a
// seat takes precedence over other sites. The site of an organisation says nothing about its own country. A place that no
// longer exists has the country of its last location. A policy has the country of its issuers, a statement that of its
// speakers, a person that of the organisations at which positions are held, and an indicator that of what it is about,
// unless these differ in it.
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
WITH e, country, CASE
  WHEN e:Policy THEN COLLECT {
    MATCH (issuer:Organization)-[issued:ISSUED]->(e)
    WHERE issued.supersededAt IS NULL AND issuer.country IS NOT NULL
    RETURN DISTINCT issuer.country
  }
  WHEN e:Statement THEN COLLECT {
    MATCH (speaker:Entity)-[said:SAID]->(e)
    WHERE said.supersededAt IS NULL AND speaker.country IS NOT NULL
    RETURN DISTINCT speaker.country
  }
  WHEN e:Person THEN COLLECT {
    MATCH (e)-[held:HOLDS]->(employer:Organization)
    WHERE held.supersededAt IS NULL AND employer.country IS NOT NULL
    RETURN DISTINCT employer.country
  }
  WHEN e:Indicator THEN COLLECT {
    MATCH (e)-[about:ABOUT]->(subject:Entity)
    WHERE about.supersededAt IS NULL AND subject.country IS NOT NULL
      AND (subject:Place OR subject:Organization OR subject:Facility OR subject:Investment OR subject:Event)
    RETURN DISTINCT subject.country
  }
  ELSE [] END AS shared
WITH e, CASE size(shared) WHEN 0 THEN country WHEN 1 THEN head(shared) END AS country
WHERE coalesce(e.country, '') <> coalesce(country, '')
CALL (e) {
  WITH e WHERE e.updatedAt < $now
  CREATE (revision:Revision)
  SET revision = properties(e), revision.supersededAt = $now, e.version = e.version + 1, e.updatedAt = $now,
    e.changedIn = $version, e.change = 'updated'
}
SET e.country = country
RETURN e.id AS id, e.kind AS kind, e.change AS change
