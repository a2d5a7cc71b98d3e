// Finds evidence by words of what its source says: statement, quote, and claimed texts that are not shown. They are written
// in the language of their authors, and the analyzer folds their letters as names are folded.
CREATE FULLTEXT INDEX statement_words IF NOT EXISTS FOR (e:Evidence) ON EACH [e.statement, e.quote, e.unshown]
OPTIONS {indexConfig: {`fulltext.analyzer`: "standard-folding"}}
