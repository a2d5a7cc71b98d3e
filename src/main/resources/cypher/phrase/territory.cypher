// The territory of the place x on the date $at: a list of maps with a place and the dates, first and last, on which a
// location in that place counts. Places at any level below x belong to the territory by the boundaries of the date, and so
// do places that ended earlier and were succeeded by one in it. For a place that ended, its last day decides.
COLLECT {
    MATCH (x) ((outer:Place)<-[step:PART_OF|SUCCEEDED_BY]-(inner:Place) WHERE cg.known(step) AND
      CASE type(step)
        WHEN 'SUCCEEDED_BY' THEN coalesce(inner.validTo + '~' < $at.first, false)
        ELSE coalesce(step.validFrom <= CASE WHEN outer.validTo + '~' < $at.first THEN outer.validTo + '~' ELSE $at.last END, true)
         AND coalesce(step.validTo + '~' >= CASE WHEN outer.validTo + '~' < $at.first THEN outer.validTo ELSE $at.first END, true)
      END)* (within:Place)
    WITH DISTINCT within
    RETURN {place: within,
      first: CASE WHEN within.validTo + '~' < $at.first THEN within.validTo ELSE $at.first END,
      last: CASE WHEN within.validTo + '~' < $at.first THEN within.validTo + '~' ELSE $at.last END}
  }
