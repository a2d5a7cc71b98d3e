// The relationships that an entity got in a change, and the signatures on its behalf, and whether they have changed again
// or were deleted since.
// $id: the entity
// $in: version of the graph that the change made
CALL () {
  MATCH (e:Entity {id: $id})-[r]-()
  WHERE r.changedIn = $in
  RETURN r
  UNION
  MATCH (:Entity)-[r:SIGNED {onBehalfOf: $id}]->(:Entity)
  WHERE r.changedIn = $in
  RETURN r
}
WITH DISTINCT r
WHERE r.supersededIn IS NULL OR r.supersededIn > $in
RETURN coalesce(r.id, r.formerId) AS id, r.supersededIn IS NOT NULL AS again
ORDER BY id
