package dev.chipgraph.graph;

import java.util.Map;

/** A statement that reads, and its parameters. */
public record Query(Statement statement, Map<String, Object> parameters) {

    String text() {
        return statement.text(parameters);
    }
}
