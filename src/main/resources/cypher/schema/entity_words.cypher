// Finds current and earlier states of entities by words of any of their text, folded like names.
CREATE FULLTEXT INDEX entity_words IF NOT EXISTS FOR (e:Entity|Revision) ON EACH [e.words]
OPTIONS {indexConfig: {`fulltext.analyzer`: "whitespace"}}
