// Entities by words of any of their names. The names are folded before they are stored, because an analyzer folds whole
// terms only, not the prefixes and misspellings that are searched for.
CREATE FULLTEXT INDEX name_words IF NOT EXISTS FOR (n:Name) ON EACH [n.key]
OPTIONS {indexConfig: {`fulltext.analyzer`: "standard-no-stop-words"}}
