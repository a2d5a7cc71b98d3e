package dev.chipgraph.rest;

import java.math.BigDecimal;
import java.util.Map;

/** What the tests of this subject share. */
abstract class StatsFixture {

    static final int LARGEST = 500;
    static final String STATS = "/v1/stats";

    static String value(Object value) {
        return value instanceof Map<?, ?> entity ? (String) entity.get("id") : value == null ? null : value.toString();
    }

    static BigDecimal sum(Object sum, Map<?, ?> amount, String end) {
        Object value = amount.get("value") == null ? amount.get(end) : amount.get("value");
        return sum == null || value == null ? null : ((BigDecimal) sum).add(decimal(value));
    }

    static BigDecimal decimal(Object number) {
        return number == null ? null : new BigDecimal(new BigDecimal(number.toString()).toPlainString());
    }
}
