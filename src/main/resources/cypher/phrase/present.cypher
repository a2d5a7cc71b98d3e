// Whether the entity x is there on the date $on.
((x.validFrom IS NULL OR x.validFrom <= $on.last) AND (x.validTo IS NULL OR x.validTo + '~' >= $on.first))
