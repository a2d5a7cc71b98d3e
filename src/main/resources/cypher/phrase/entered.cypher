// Whether a step may lead to the entity x.
($step.every OR x.kind IN $step.kinds OR x.id IN $step.always)
