// The evidence of x, an entity or a relationship, each record with its source; null unless $evidence is true. A superseded
// x has its public id in formerId.
CASE WHEN $evidence THEN COLLECT {
    MATCH (record:Evidence {subject: coalesce(x.id, x.formerId)})
    WHERE cg.known(record)
    MATCH (origin:Entity {id: record.source})
    RETURN record {.*, source: origin {.id, .name, .type, .publisher, .publishedOn, .language, .url}}
    ORDER BY origin.id, record.locator, record.extractor, record.ordinal
  } END
