// The feed, in its order.
CREATE CONSTRAINT changes_version IF NOT EXISTS FOR (c:Changes) REQUIRE (c.version, c.part) IS UNIQUE
