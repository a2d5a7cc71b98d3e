// The relationships that an entity got in a change and the signatures on its behalf, each with whether it has changed
// again or was deleted since.
// $id: id of the entity
// $in: graph version that the change made
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
