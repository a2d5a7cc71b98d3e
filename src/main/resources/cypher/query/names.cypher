// How many names there are. The database keeps the number.
MATCH (n:Name)
RETURN count(n) AS names
