// Finds the key that had a secret before its rotation.
CREATE CONSTRAINT api_key_former IF NOT EXISTS FOR (k:ApiKey) REQUIRE k.formerHash IS UNIQUE
