// Binds i to each investment in the territory of the place x on the date $at, once, whether the investment itself or a
// facility that it funds is located there.
CALL (x) {
  territory(x)
  MATCH (within)<-[located:LOCATED_IN]-(thing WHERE thing:Investment OR thing:Facility)
  WHERE stands(located)
  OPTIONAL MATCH (thing)<-[funds:FUNDS]-(funding:Investment)
  WHERE known(funds)
  WITH CASE WHEN thing:Investment THEN thing ELSE funding END AS i
  WHERE i IS NOT NULL
  RETURN DISTINCT i
}
