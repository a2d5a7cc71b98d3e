// Finds relationships by words of their own text: the position that a person holds, the product that is supplied.
CREATE FULLTEXT INDEX relationship_words IF NOT EXISTS FOR ()-[r:HOLDS|SUPPLIES]-() ON EACH [r.position, r.product]
OPTIONS {indexConfig: {`fulltext.analyzer`: "standard-folding"}}
