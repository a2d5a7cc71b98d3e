// The words that many names have, with the number of names; in scripts without spaces, pairs of characters.
// $least: least number of names
MATCH (n:Name)
WHERE n.key > '' AND n.supersededAt IS NULL
UNWIND split(n.key + ' ' + coalesce(n.forms, ''), ' ') AS word
WITH word, count(*) AS count
WHERE count >= $least AND word > ''
RETURN word, count
