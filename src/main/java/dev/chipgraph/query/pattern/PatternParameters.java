package dev.chipgraph.query.pattern;

import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of one statement: everything that a client sent. */
final class PatternParameters {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a value and returns the parameter that stands for it in the statement. */
    String add(Object value) {
        String name = "v" + values.size();
        values.put(name, value);
        return "$" + name;
    }

    void put(String name, Object value) {
        values.put(name, value);
    }

    Map<String, Object> values() {
        return values;
    }
}
