// Whether x, a relationship or an entity, is so on the date $at. A partial bound stands for the whole interval that it
// names: ~ comes after every digit and hyphen. Without OR, which would take
// long to plan.
(coalesce(x.validFrom <= $at.last, true) AND coalesce(x.validTo + '~' >= $at.first, true))
