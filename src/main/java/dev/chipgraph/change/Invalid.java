package dev.chipgraph.change;

import dev.chipgraph.model.Violation;
import java.util.List;

/** What is to be written holds mistakes. */
public final class Invalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public Invalid(List<Violation> violations) {
        super(violations.getFirst().message());
        this.violations = violations;
    }

    Invalid(String field, String message) {
        this(List.of(new Violation("body", field, message)));
    }

    /** @throws Invalid when there is any */
    static void none(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
    }

    public List<Violation> violations() {
        return violations;
    }
}
