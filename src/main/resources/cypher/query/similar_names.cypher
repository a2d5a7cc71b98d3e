// Names that have words in common with a text, or nearly so; best first.
// $words: query of the full-text index, made of escaped words
// $kinds: kinds that fit
CALL db.index.fulltext.queryNodes('name_words', $words, {limit: 50}) YIELD node AS n, score
MATCH (e:Entity {id: n.entity})
WHERE e.kind IN $kinds
RETURN brief(e) AS entity, n.key AS key, score
ORDER BY score DESC, entity.id
