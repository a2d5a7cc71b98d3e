// What cg.state means in a question about the present.
x
