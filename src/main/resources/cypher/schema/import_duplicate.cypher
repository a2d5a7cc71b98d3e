// Lists the probable duplicates of an import in order.
CREATE CONSTRAINT import_duplicate IF NOT EXISTS FOR (d:ImportDuplicate) REQUIRE (d.import, d.number) IS UNIQUE
