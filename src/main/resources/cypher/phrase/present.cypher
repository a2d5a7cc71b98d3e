// Whether the entity x is there on the date $on.
(coalesce(x.validFrom <= $on.last, true) AND coalesce(x.validTo + '~' >= $on.first, true))
