// Gives known entities another state; the earlier one is kept as a revision. A deleted entity is restored. Returns
// whether their search keys, which are names and identifiers, changed.
// $rows: list of maps with id, labels, properties, words (folded text for the search) and conflict (whether its sources
// contradict each other)
// $now: recording time of this transaction
// $version: graph version that this transaction makes
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
WITH e, row, e {.version, .name, .names, .sameAs, .recordedAt, .country, .supersededAt, .absent} AS before
CREATE (revision:Revision)
SET revision = properties(e), revision.supersededAt = coalesce(before.supersededAt, $now)
WITH e, row, before
SET e = row.properties,
    e.words = row.words,
    e.version = before.version + 1,
    e.recordedAt = before.recordedAt,
    e.updatedAt = $now,
    e.changedIn = $version,
    e.country = before.country,
    e.hasConflict = row.conflict,
    e.absent = CASE WHEN before.supersededAt IS NULL THEN before.absent ELSE coalesce(before.absent, []) + [before.supersededAt, $now] END,
    e.change = CASE WHEN before.supersededAt IS NULL THEN 'updated' ELSE 'restored' END
SET e:$(row.labels)
RETURN e.id AS id, e.kind AS kind, e.change AS change,
  e.change <> 'updated' OR e.name <> before.name OR coalesce(e.names, []) <> coalesce(before.names, []) OR coalesce(e.sameAs, []) <> coalesce(before.sameAs, []) AS keysChanged
