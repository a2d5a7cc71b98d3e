// Finds signatures by the organisation that they were given for.
CREATE INDEX signed_on_behalf_of IF NOT EXISTS FOR ()-[r:SIGNED]-() ON (r.onBehalfOf)
