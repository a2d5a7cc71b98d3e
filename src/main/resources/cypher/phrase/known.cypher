// Whether the graph knew x, a relationship, entity, name or piece of evidence, at the instant $at.known, and had not yet
// superseded it. An entity that was deleted and restored was absent between each two instants of the list.
(x.recordedAt <= $at.known AND (x.supersededAt IS NULL OR x.supersededAt > $at.known)
    AND (x.absent IS NULL OR size([instant IN x.absent WHERE instant <= $at.known]) % 2 = 0))
