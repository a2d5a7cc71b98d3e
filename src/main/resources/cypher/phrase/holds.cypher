// Whether x, a relationship or an entity, was known to this graph at the instant $at.known and is so on the date $at.
(known(x) AND valid(x))
