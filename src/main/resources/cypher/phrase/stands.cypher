// Whether the location x of something stands in the place within on the date $at; of a place that ended, on its last day.
(known(x)
    AND coalesce(x.validFrom <= CASE WHEN within.validTo + '~' < $at.first THEN within.validTo + '~' ELSE $at.last END, true)
    AND coalesce(x.validTo + '~' >= CASE WHEN within.validTo + '~' < $at.first THEN within.validTo ELSE $at.first END, true))
