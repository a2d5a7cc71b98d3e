// Current evidence that files brought and that a newer record of the same source and extractor no longer has.
// $rows: list of maps with subject, origins (source and extractor, with a space between) and ids (the evidence of the
// newer record)
UNWIND $rows AS row
MATCH (v:Evidence {subject: row.subject})
WHERE v.supersededAt IS NULL AND v.hash IS NOT NULL AND v.source + ' ' + v.extractor IN row.origins AND NOT v.id IN row.ids
RETURN v.id AS id
