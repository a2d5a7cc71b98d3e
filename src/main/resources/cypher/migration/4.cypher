// Format 4: persons, policies and indicators have a country, as merge/countries derives it.
CALL {
  MATCH (person:Person)-[held:HOLDS]->(employer:Organization)
  WHERE held.supersededAt IS NULL AND person.supersededAt IS NULL AND employer.country IS NOT NULL
  RETURN person AS e, collect(DISTINCT employer.country) AS countries
  UNION
  MATCH (issuer:Organization)-[issued:ISSUED]->(policy:Policy)
  WHERE issued.supersededAt IS NULL AND policy.supersededAt IS NULL AND issuer.country IS NOT NULL
  RETURN policy AS e, collect(DISTINCT issuer.country) AS countries
  UNION
  MATCH (indicator:Indicator)-[about:ABOUT]->(subject:Entity)
  WHERE about.supersededAt IS NULL AND indicator.supersededAt IS NULL AND subject.country IS NOT NULL
    AND (subject:Place OR subject:Organization OR subject:Facility OR subject:Investment OR subject:Event)
  RETURN indicator AS e, collect(DISTINCT subject.country) AS countries
}
WITH e, countries WHERE size(countries) = 1
SET e.country = head(countries)
WITH count(e) AS derived
MATCH (g:Graph {id: 'graph'})
SET g.format = 4
