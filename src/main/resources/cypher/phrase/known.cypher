// Whether x, a relationship, entity, name or record of evidence, was recorded at the instant $at.known and not superseded
// by then. The list x.absent holds pairs of instants: when the entity was deleted and when it was restored. The expression
// avoids OR, which slows planning down and could make a plan start from the index of deleted records.
(x.recordedAt <= $at.known AND coalesce(x.supersededAt > $at.known, true)
    AND size([instant IN coalesce(x.absent, []) WHERE instant <= $at.known]) % 2 = 0)
