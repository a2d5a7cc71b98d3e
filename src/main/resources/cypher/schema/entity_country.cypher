// What lies in a country.
CREATE INDEX entity_country IF NOT EXISTS FOR (e:Entity) ON (e.country, e.id)
