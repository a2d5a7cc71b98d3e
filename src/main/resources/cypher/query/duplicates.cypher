// Pairs of entities that share the words of a name and may be the same: they are of the same kind, or both are
// organisations; no relationship joins them; and no editor has decided that they differ.
// $kinds: kinds of the entities
// $at: map with known, the instant of knowledge
// $most: maximum number of entities that are compared because of the same words, and maximum number of pairs
MATCH (n:Name)
WHERE n.fingerprint > '' AND n.supersededAt IS NULL
WITH n.fingerprint AS fingerprint, collect(DISTINCT n.entity)[..$most.alike] AS ids
WHERE size(ids) > 1
UNWIND ids AS one
UNWIND ids AS other
WITH DISTINCT one, other
WHERE one < other
MATCH (a:Entity {id: one})
WHERE a.supersededAt IS NULL AND a.kind IN $kinds
MATCH (b:Entity {id: other})
WHERE b.supersededAt IS NULL AND b.kind IN $kinds
  AND (a.kind = b.kind OR (a:Organization AND b:Organization))
  AND NOT EXISTS {
    (a)-[r]-(b)
    WHERE r.supersededAt IS NULL
  }
  AND NOT EXISTS {
    MATCH (d:Evidence {subject: one})
    WHERE d.supersededAt IS NULL AND d.extractor = 'decision' AND d.locator STARTS WITH 'differentFrom '
    MATCH (m:Entity {id: substring(d.locator, size('differentFrom '))})
    WHERE other IN [m.id, m.mergedInto]
  }
  AND NOT EXISTS {
    MATCH (d:Evidence {subject: other})
    WHERE d.supersededAt IS NULL AND d.extractor = 'decision' AND d.locator STARTS WITH 'differentFrom '
    MATCH (m:Entity {id: substring(d.locator, size('differentFrom '))})
    WHERE one IN [m.id, m.mergedInto]
  }
WITH a, b LIMIT $most.pairs
RETURN head([seen IN [cg.state(a)] | seen {.*, words: null}]) AS first,
  head([seen IN [cg.state(b)] | seen {.*, words: null}]) AS second
