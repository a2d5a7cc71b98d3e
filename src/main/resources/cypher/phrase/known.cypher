// Whether the graph knew x, a relationship, entity, name or piece of evidence, at the instant $at.known, and had not yet
// superseded it.
(x.recordedAt <= $at.known AND (x.supersededAt IS NULL OR x.supersededAt > $at.known))
