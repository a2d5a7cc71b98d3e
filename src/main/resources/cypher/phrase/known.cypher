// Whether the graph knew x, a relationship, entity, name or piece of evidence, at the instant $at.known, and had not yet
// superseded it. An entity that was deleted and restored was absent between each two instants of the list. Without
// OR, which would take long to plan, and could make a plan begin with the index of what was deleted.
(x.recordedAt <= $at.known AND coalesce(x.supersededAt > $at.known, true)
    AND size([instant IN coalesce(x.absent, []) WHERE instant <= $at.known]) % 2 = 0)
