// The investment x with where it is, what it funds and how many sources tell of it.
{
  investment: whole(x),
  places: COLLECT {
    MATCH (x)-[stand:FUNDS|LOCATED_IN]->*(site:Place)
    WHERE all(step IN stand WHERE known(step))
    WITH DISTINCT site ORDER BY site.id
    RETURN brief(site)
  },
  facilities: COLLECT {
    MATCH (x)-[funded:FUNDS]->(facility:Facility)
    WHERE known(funded)
    RETURN brief(facility) ORDER BY facility.id
  },
  sources: sources(x)
}
