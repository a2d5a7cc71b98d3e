// Exchange rates of currencies to US dollars: indicators with the metric exchange-rate that are not later than the
// date, for each currency the newest first.
// $currencies: ISO 4217 codes
// $at: map with last, the latest date of a rate, and known, the instant of knowledge
MATCH (rate:Entity:Indicator {metric: 'exchange-rate'})
WHERE rate.currency IN $currencies AND rate.unit = 'USD' AND rate.value IS NOT NULL AND rate.period <= $at.last + '~' AND cg.known(rate)
RETURN rate.currency AS currency, rate.value AS usd, rate.period AS period, rate.id AS id,
  COLLECT { MATCH (told:Evidence {subject: rate.id}) WHERE cg.known(told) RETURN DISTINCT told.source ORDER BY told.source } AS sources
ORDER BY currency, period DESC, id
