// The entities of a page of hits and, of all hits, the number by sector. A hit counts for its own sectors and for those that
// contain them.
// $page: ids of the hits of the page
// $ids: ids of all hits
// $at: map with first and last, the dates on which facts must be valid, and known, the instant of knowledge
// $evidence: whether to return the evidence
RETURN
  COLLECT {
    UNWIND $page AS id
    MATCH (e:Entity {id: id})
    RETURN {entity: head([seen IN [cg.state(e)] | seen {.*, words: null}]), evidence: cg.evidence(e)}
  } AS items,
  COLLECT {
    UNWIND $ids AS id
    MATCH (e:Entity {id: id})-[belongs:COVERS|ACTIVE_IN|ABOUT|FUNDS|PART_OF]->(:Sector) (()-[within:PART_OF WHERE cg.holds(within)]->())* (s:Sector)
    WHERE cg.holds(belongs)
    WITH s, count(DISTINCT e) AS count ORDER BY count DESC, s.id
    RETURN {sector: cg.entity_ref(s), count: count}
  } AS sectors
