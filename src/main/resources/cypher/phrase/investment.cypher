// The investment x with where it is, what it funds and how many sources tell of it.
{
  investment: x {.*, claims: claims(x), evidence: evidence(x)},
  places: COLLECT {
    MATCH (x)-[stand:FUNDS|LOCATED_IN]->*(site:Place)
    WHERE all(step IN stand WHERE step.supersededAt IS NULL)
    WITH DISTINCT site ORDER BY site.id
    RETURN brief(site)
  },
  facilities: COLLECT {
    MATCH (x)-[funded:FUNDS]->(facility:Facility)
    WHERE funded.supersededAt IS NULL
    RETURN brief(facility) ORDER BY facility.id
  },
  sources: COUNT { MATCH (told:Evidence {subject: x.id}) RETURN DISTINCT told.source }
}
