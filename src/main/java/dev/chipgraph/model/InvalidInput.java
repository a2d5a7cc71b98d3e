package dev.chipgraph.model;

import java.util.List;
import java.util.stream.Collectors;

/** What a client sent breaks the rules; the message has a line for each violation. */
public class InvalidInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public InvalidInput(List<Violation> violations) {
        super(violations.stream()
                .map(violation -> violation.field() + ": " + violation.message())
                .collect(Collectors.joining("\n")));
        this.violations = List.copyOf(violations);
    }

    public InvalidInput(String in, String field, String message) {
        this(List.of(new Violation(in, field, message)));
    }

    /** The same violations for a former state that a parameter names. */
    public InvalidInput ofFormerState(String in, String field) {
        return new InvalidInput(violations.stream()
                .map(violation -> new Violation(
                        in,
                        field,
                        "names a state that no longer fits the graph: %s %s"
                                .formatted(violation.field(), violation.message())))
                .toList());
    }

    /** Throws when there are violations. */
    public static void throwIfAny(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
    }

    public List<Violation> violations() {
        return violations;
    }
}
