// Finds evidence by words of its statements. They are written in the language of their authors, and the analyzer folds
// their letters as names are folded.
CREATE FULLTEXT INDEX statement_words IF NOT EXISTS FOR (e:Evidence) ON EACH [e.statement]
OPTIONS {indexConfig: {`fulltext.analyzer`: "standard-folding"}}
