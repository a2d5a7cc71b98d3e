// Change feed entries after a position, in feed order, and how far the feed was read. Each part is read once, not once
// per entry, and no part is read after the limit is reached.
// $since: graph version of the last entry that the client knows
// $entry: number of that entry within its version
// $size: maximum number of entries in a part
// $bound: maximum number of parts to read
// $kinds: kinds, relationship types and 'evidence' to return; all of them when empty
// $ops: operations to return; all of them when empty
// $by: author of the changes; any author when empty
// $origin: import that made the changes; any or none when empty
// $limit: maximum number of entries
WITH COLLECT {
    MATCH (c:Changes)
    WHERE c.version >= $since AND c.part >= 0 AND (c.version > $since OR (c.part + 1) * $size > $entry)
    RETURN c ORDER BY c.version, c.part LIMIT $bound
  } AS parts
RETURN reduce(found = [], c IN parts |
    CASE WHEN size(found) >= $limit OR $by <> '' AND c.by <> $by OR $origin <> '' AND c.origin <> $origin THEN found
    ELSE found + head([p IN [c {.*}] | [i IN range(0, size(p.ids) - 1)
      WHERE (p.version > $since OR p.part * $size + i + 1 > $entry)
        AND ($kinds = [] OR p.kinds[i] IN $kinds) AND ($ops = [] OR p.ops[i] IN $ops)
      | {version: p.version, entry: p.part * $size + i + 1, at: p.at, by: p.by, origin: p.origin, op: p.ops[i],
         kind: p.kinds[i], id: p.ids[i], other: p.others[i]}]])
    END)[..$limit] AS entries,
  size(parts) = $bound AS more,
  parts[-1].version AS lastVersion, parts[-1].part * $size + size(parts[-1].ids) AS lastEntry
