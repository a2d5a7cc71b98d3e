// Each request is done once.
CREATE CONSTRAINT changes_request IF NOT EXISTS FOR (c:Changes) REQUIRE c.request IS UNIQUE
