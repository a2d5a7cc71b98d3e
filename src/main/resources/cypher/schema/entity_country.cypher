// Finds entities by country.
CREATE INDEX entity_country IF NOT EXISTS FOR (e:Entity) ON (e.country, e.id)
