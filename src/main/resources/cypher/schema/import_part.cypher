// The parts of uploaded files.
CREATE CONSTRAINT import_part IF NOT EXISTS FOR (p:ImportPart) REQUIRE (p.import, p.position, p.number) IS UNIQUE
