// The countries that places belong to.
// $ids: ids of the places
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE e.supersededAt IS NULL AND e.country IS NOT NULL
RETURN e.id AS id, e.country AS country
