// The relationship x with its ends and its evidence.
x {.*, id: identity(x), type: type(x), from: head([tip IN [startNode(x)] | brief(tip)]), to: head([tip IN [endNode(x)] | brief(tip)]), evidence: evidence(x)}
