// The entities whose country follows that of others: policies that these issued, statements that these made, persons
// who hold positions at these, and indicators about these.
// $ids: ids of the others
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) {
  MATCH (e)-[:ISSUED]->(follower:Policy)
  RETURN follower
  UNION
  MATCH (e)-[:SAID]->(follower:Statement)
  RETURN follower
  UNION
  MATCH (e)<-[:HOLDS]-(follower:Person)
  RETURN follower
  UNION
  MATCH (e)<-[:ABOUT]-(follower:Indicator)
  RETURN follower
}
RETURN DISTINCT follower.id AS id
