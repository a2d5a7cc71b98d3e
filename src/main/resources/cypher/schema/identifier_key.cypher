// Entities by what they are elsewhere, such as wikidata:q884.
CREATE INDEX identifier_key IF NOT EXISTS FOR (i:Identifier) ON (i.key)
