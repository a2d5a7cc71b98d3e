package dev.chipgraph.ingest;

import dev.chipgraph.model.Violation;

/**
 * A line that cannot be loaded.
 *
 * @param line where it stands
 * @param violation what is wrong with it
 */
public record Rejection(FileLine line, Violation violation) {

    @Override
    public String toString() {
        return "%s: %s %s".formatted(line, violation.field(), violation.message());
    }
}
