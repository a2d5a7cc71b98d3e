// Whether x, a relationship or an entity, is so on the date $at. A partial bound stands for the whole interval that it
// names: ~ comes after every digit and hyphen.
((x.validFrom IS NULL OR x.validFrom <= $at.last) AND (x.validTo IS NULL OR x.validTo + '~' >= $at.first))
