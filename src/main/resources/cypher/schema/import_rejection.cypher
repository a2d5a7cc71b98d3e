// The rejected rows of imports, in their order.
CREATE CONSTRAINT import_rejection IF NOT EXISTS FOR (r:ImportRejection) REQUIRE (r.import, r.number) IS UNIQUE
