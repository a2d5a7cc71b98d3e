// Entries of the feed after a position, in its order, and how far the feed was looked through. Each part is read once,
// not once for each entry, and none after the limit is reached.
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
RETURN reduce(found = [], c IN parts |
    CASE WHEN size(found) >= $limit OR $by <> '' AND c.by <> $by OR $origin <> '' AND c.origin <> $origin THEN found
    ELSE found + head([p IN [c {.*}] | [i IN range(0, size(p.ids) - 1)
      WHERE (p.version > $since OR p.part * 1000 + i + 1 > $entry)
        AND ($kinds = [] OR p.kinds[i] IN $kinds) AND ($ops = [] OR p.ops[i] IN $ops)
      | {version: p.version, entry: p.part * 1000 + i + 1, at: p.at, by: p.by, origin: p.origin, op: p.ops[i],
         kind: p.kinds[i], id: p.ids[i], other: p.others[i]}]])
    END)[..$limit] AS entries,
  size(parts) = $bound AS more,
  parts[-1].version AS lastVersion, parts[-1].part * 1000 + size(parts[-1].ids) AS lastEntry
