package dev.chipgraph.ingest;

import dev.chipgraph.model.Violation;

/**
 * A rejected line.
 *
 * @param line its position
 * @param violation the reason
 */
public record Rejection(FileLine line, Violation violation) {

    @Override
    public String toString() {
        return "%s: %s %s".formatted(line, violation.field(), violation.message());
    }
}
