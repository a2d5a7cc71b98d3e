// Whether the entity x has one of the kinds $kinds, of the countries $countries and belongs to one of the sectors $sectors or
// to a sector within one. An empty list allows all.
(($kinds = [] OR x.kind IN $kinds)
    AND ($countries = [] OR any(state IN [cg.state(x)] WHERE state.country IN $countries))
    AND ($sectors = [] OR EXISTS {
      MATCH (x)-[belongs:COVERS|ACTIVE_IN|ABOUT|FUNDS|PART_OF]->(:Sector) (()-[within:PART_OF WHERE cg.holds(within)]->())* (s:Sector)
      WHERE cg.holds(belongs) AND s.id IN $sectors
    }))
