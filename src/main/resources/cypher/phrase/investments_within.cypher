// Binds i to each investment in the territory of the place x on the date $at, once, whether the investment itself or a
// facility that it funds is located there. The territory is all that is part of the place at any level, by the boundaries
// of the date, and all of the places that ended before and were succeeded by one in it; what was part of a place that
// ended is told by that place's last day.
CALL (x) {
  MATCH (x) ((outer:Place)<-[step:PART_OF|SUCCEEDED_BY]-(inner:Place) WHERE known(step) AND
    CASE type(step)
      WHEN 'SUCCEEDED_BY' THEN coalesce(inner.validTo + '~' < $at.first, false)
      ELSE (step.validFrom IS NULL OR step.validFrom <= CASE WHEN outer.validTo + '~' < $at.first THEN outer.validTo + '~' ELSE $at.last END)
       AND (step.validTo IS NULL OR step.validTo + '~' >= CASE WHEN outer.validTo + '~' < $at.first THEN outer.validTo ELSE $at.first END)
    END)* (within:Place)
  WITH DISTINCT within
  MATCH (within)<-[located:LOCATED_IN]-(thing WHERE thing:Investment OR thing:Facility)
  WHERE known(located)
    AND (located.validFrom IS NULL OR located.validFrom <= CASE WHEN within.validTo + '~' < $at.first THEN within.validTo + '~' ELSE $at.last END)
    AND (located.validTo IS NULL OR located.validTo + '~' >= CASE WHEN within.validTo + '~' < $at.first THEN within.validTo ELSE $at.first END)
  OPTIONAL MATCH (thing)<-[funds:FUNDS]-(funding:Investment)
  WHERE known(funds)
  WITH CASE WHEN thing:Investment THEN thing ELSE funding END AS i
  WHERE i IS NOT NULL
  RETURN DISTINCT i
}
