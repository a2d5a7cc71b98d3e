// Whether x, a relationship or an entity, was known at the instant $at.known and is valid on the date from $at.first to
// $at.last. A partial date stands for the whole interval that it names: '~' sorts after every digit and hyphen. The
// expression avoids OR, which slows planning down.
(cg.known(x) AND coalesce(x.validFrom <= $at.last, true) AND coalesce(x.validTo + '~' >= $at.first, true))
