// One node for each import.
CREATE CONSTRAINT import_id IF NOT EXISTS FOR (j:Import) REQUIRE j.id IS UNIQUE
