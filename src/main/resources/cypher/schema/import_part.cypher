// One node for each part of an uploaded file.
CREATE CONSTRAINT import_part IF NOT EXISTS FOR (p:ImportPart) REQUIRE (p.import, p.position, p.number) IS UNIQUE
