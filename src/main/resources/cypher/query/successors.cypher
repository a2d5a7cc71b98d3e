// The entities into which entities were merged; no row for those that were not.
// $ids: ids of entities
// $at: map with known, the instant at which the graph must have known the records
MATCH (e:Entity)
WHERE e.id IN $ids AND e.supersededAt <= $at.known AND e.mergedInto IS NOT NULL
RETURN e.id AS id, e.mergedInto AS into
