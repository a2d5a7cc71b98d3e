// Finds the key that a secret belonged to before its rotation.
CREATE CONSTRAINT api_key_former IF NOT EXISTS FOR (k:ApiKey) REQUIRE k.formerHash IS UNIQUE
