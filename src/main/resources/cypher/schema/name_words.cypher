// Entities by words of any of their names. The names are folded before they are stored, because an analyzer folds whole
// terms only, not the prefixes and misspellings that are searched for; that of Neo4j's choice would also take words in
// ideographs apart.
CREATE FULLTEXT INDEX name_words IF NOT EXISTS FOR (n:Name) ON EACH [n.key]
OPTIONS {indexConfig: {`fulltext.analyzer`: "whitespace"}}
