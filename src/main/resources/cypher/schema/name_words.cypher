// Finds entities by words of their names. Names are folded before they are stored, because an analyzer would fold only
// whole terms, not the prefixes and misspellings of a search. The default analyzer would also split words in
// ideographs. The forms are further words: the name written together, its initials, pairs of ideographs.
CREATE FULLTEXT INDEX name_words IF NOT EXISTS FOR (n:Name) ON EACH [n.key, n.forms]
OPTIONS {indexConfig: {`fulltext.analyzer`: "whitespace"}}
