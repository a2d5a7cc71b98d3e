// The evidence of x, an entity or a relationship, when $evidence asks for it.
CASE WHEN $evidence THEN COLLECT {
    MATCH (record:Evidence {subject: identity(x)})
    WHERE known(record)
    MATCH (origin:Entity {id: record.source})
    RETURN record {.*, source: origin {.id, .name, .type, .publisher, .publishedOn, .language, .url}}
    ORDER BY origin.id, record.locator, record.extractor, record.ordinal
  } END
