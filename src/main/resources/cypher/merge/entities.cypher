// Creates entities and updates those that changed; the earlier state is kept as a revision. A deleted entity is
// restored, unless an editor deleted it and a file contains it. Returns the entities that are new or changed, and
// whether their names or identifiers changed.
// $rows: list of maps with id, labels, properties, words (folded text for the search) and hash (digest by which an
// unchanged entity is skipped; when null, the entity is always written)
// $now: recording time of this transaction
// $version: graph version that this transaction makes
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
WITH e, row
WHERE row.hash IS NULL OR e.withdrawn IS NULL AND (e.hash IS NULL OR e.hash <> row.hash OR e.supersededAt IS NOT NULL)
WITH e, row, e {.version, .name, .names, .sameAs, .recordedAt, .country, .hasConflict, .hash, .supersededAt, .absent} AS before
CALL (e, before) {
  WITH e WHERE before.version IS NOT NULL
  CREATE (revision:Revision)
  SET revision = properties(e), revision.supersededAt = coalesce(before.supersededAt, $now)
}
SET e = row.properties,
    e.hash = coalesce(row.hash, before.hash),
    e.words = row.words,
    e.version = coalesce(before.version, 0) + 1,
    e.recordedAt = coalesce(before.recordedAt, $now),
    e.updatedAt = $now,
    e.changedIn = $version,
    e.country = before.country,
    e.hasConflict = coalesce(before.hasConflict, false),
    e.absent = CASE WHEN before.supersededAt IS NULL THEN before.absent ELSE coalesce(before.absent, []) + [before.supersededAt, $now] END,
    e.change = CASE WHEN before.version IS NULL THEN 'created' WHEN before.supersededAt IS NULL THEN 'updated' ELSE 'restored' END
SET e:$(row.labels)
RETURN e.id AS id, e.kind AS kind, e.change AS change,
  e.change <> 'updated' OR e.name <> before.name OR coalesce(e.names, []) <> coalesce(before.names, []) OR coalesce(e.sameAs, []) <> coalesce(before.sameAs, []) AS named
