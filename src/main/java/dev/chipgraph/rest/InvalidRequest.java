package dev.chipgraph.rest;

import dev.chipgraph.model.Violation;
import java.util.List;

/** The request holds mistakes. */
final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    InvalidRequest(List<Violation> violations) {
        super(violations.getFirst().message());
        this.violations = violations;
    }

    InvalidRequest(String in, String field, String message) {
        this(List.of(new Violation(in, field, message)));
    }

    List<Violation> violations() {
        return violations;
    }
}
