// The current relationships of a type that start at entities or, backwards, end at them.
// $ids: ids of the entities
// $type: relationship type
// $backwards: whether they end at the entities
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) {
  WITH e WHERE NOT $backwards
  MATCH (e)-[r:$($type)]->(:Entity)
  RETURN r
  UNION ALL
  WITH e WHERE $backwards
  MATCH (e)<-[r:$($type)]-(:Entity)
  RETURN r
}
WITH r WHERE r.supersededAt IS NULL
RETURN r.id AS id, startNode(r).id AS from, endNode(r).id AS to
