// What currencies are worth in US dollars: the indicators with the metric exchange-rate, the newest of each currency that is
// not after the date first.
// $currencies: ISO 4217 codes
// $at: when the rates are to be known, and the latest date of a rate
MATCH (rate:Entity:Indicator {metric: 'exchange-rate'})
WHERE rate.currency IN $currencies AND rate.unit = 'USD' AND rate.value IS NOT NULL AND rate.period <= $at.last + '~' AND known(rate)
RETURN rate.currency AS currency, rate.value AS usd, rate.period AS period, rate.id AS id,
  COLLECT { MATCH (told:Evidence {subject: rate.id}) WHERE known(told) RETURN DISTINCT told.source ORDER BY told.source } AS sources
ORDER BY currency, period DESC, id
