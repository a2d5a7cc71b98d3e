// Lists the rejected rows of an import in order.
CREATE CONSTRAINT import_rejection IF NOT EXISTS FOR (r:ImportRejection) REQUIRE (r.import, r.number) IS UNIQUE
