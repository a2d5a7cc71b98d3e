// Finds entities by identifiers of other schemes, such as wikidata:q884.
CREATE INDEX identifier_key IF NOT EXISTS FOR (i:Identifier) ON (i.key)
