// The relationships that an entity got in a change and the signatures on its behalf, whatever became of them later.
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
RETURN coalesce(r.id, r.formerId) AS id
ORDER BY id
