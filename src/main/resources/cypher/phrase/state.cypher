// The entity x as it was at the instant $at.known: x itself or an earlier revision.
CASE WHEN x.updatedAt <= $at.known THEN x ELSE head(COLLECT {
    MATCH (earlier:Revision {id: x.id})
    WHERE earlier.updatedAt <= $at.known AND earlier.supersededAt > $at.known
    RETURN earlier
  }) END
