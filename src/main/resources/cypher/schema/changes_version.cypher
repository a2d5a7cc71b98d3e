// Orders the change feed.
CREATE CONSTRAINT changes_version IF NOT EXISTS FOR (c:Changes) REQUIRE (c.version, c.part) IS UNIQUE
