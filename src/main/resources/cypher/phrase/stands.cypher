// Whether the location x of something stands in the place within on the date $at; of a place that ended, on its last day.
(known(x)
    AND (x.validFrom IS NULL OR x.validFrom <= CASE WHEN within.validTo + '~' < $at.first THEN within.validTo + '~' ELSE $at.last END)
    AND (x.validTo IS NULL OR x.validTo + '~' >= CASE WHEN within.validTo + '~' < $at.first THEN within.validTo ELSE $at.first END))
