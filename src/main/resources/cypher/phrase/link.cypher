// The relationship x as a step from the entity n to the entity o.
{key: elementId(x), id: identity(x), type: type(x), far: o.id, kind: o.kind, degree: COUNT { (o)--() }}
