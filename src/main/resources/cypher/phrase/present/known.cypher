// What cg.known means in a question about the present.
(x.supersededAt IS NULL)
