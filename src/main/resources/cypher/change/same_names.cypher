// Organisations whose name has the same words.
// $fingerprints: sorted words of names, without legal forms
// $id: id of the entity to leave out
MATCH (n:Name)
WHERE n.fingerprint IN $fingerprints AND n.supersededAt IS NULL AND n.entity <> $id
WITH DISTINCT n.entity AS id
MATCH (e:Entity:Organization {id: id})
WHERE e.supersededAt IS NULL
RETURN e {.*, words: null} AS entity
ORDER BY entity.id LIMIT 10
