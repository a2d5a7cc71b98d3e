// Entries of the feed after a position, in its order, and how far the feed was looked through. Each part is read once,
// not once for each entry, and none after the limit is reached: the parts come in their order, and so do their entries.
// $since: version of the graph of the last entry that is known
// $entry: number of that entry in its version
// $bound: how many parts of the feed are looked through
// $kinds: kinds, types and evidence that fit; all of them when empty
// $ops: what was done; all of it when empty
// $by: who did it; anybody when empty
// $origin: the import that did it; any or none when empty
// $limit: how many
WITH COLLECT {
    MATCH (c:Changes)
    WHERE c.version >= $since AND c.part >= 0 AND (c.version > $since OR (c.part + 1) * 1000 > $entry)
    RETURN c ORDER BY c.version, c.part LIMIT $bound
  } AS parts
RETURN COLLECT {
    UNWIND parts AS c
    WITH c WHERE ($by = '' OR c.by = $by) AND ($origin = '' OR c.origin = $origin)
    WITH c {.*} AS c
    UNWIND [i IN range(0, size(c.ids) - 1)
      WHERE (c.version > $since OR c.part * 1000 + i + 1 > $entry)
        AND ($kinds = [] OR c.kinds[i] IN $kinds) AND ($ops = [] OR c.ops[i] IN $ops)
      | {version: c.version, entry: c.part * 1000 + i + 1, at: c.at, by: c.by, origin: c.origin, op: c.ops[i],
         kind: c.kinds[i], id: c.ids[i], other: c.others[i]}] AS entry
    WITH entry LIMIT $limit
    RETURN entry ORDER BY entry.version, entry.entry
  } AS entries,
  size(parts) = $bound AS more,
  parts[-1].version AS lastVersion, parts[-1].part * 1000 + size(parts[-1].ids) AS lastEntry
