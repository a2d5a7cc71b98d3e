// Binds within to each place in the territory of the place x on the date $at: all that is part of it at any level, by the
// boundaries of the date, and all of the places that ended before and were succeeded by one in it; what was part of a
// place that ended is told by that place's last day.
CALL (x) {
  MATCH (x) ((outer:Place)<-[step:PART_OF|SUCCEEDED_BY]-(inner:Place) WHERE known(step) AND
    CASE type(step)
      WHEN 'SUCCEEDED_BY' THEN coalesce(inner.validTo + '~' < $at.first, false)
      ELSE coalesce(step.validFrom <= CASE WHEN outer.validTo + '~' < $at.first THEN outer.validTo + '~' ELSE $at.last END, true)
       AND coalesce(step.validTo + '~' >= CASE WHEN outer.validTo + '~' < $at.first THEN outer.validTo ELSE $at.first END, true)
    END)* (within:Place)
  RETURN DISTINCT within
}
