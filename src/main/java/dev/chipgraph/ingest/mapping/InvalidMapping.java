package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** A mapping that cannot be used, or does not fit the tables that it is to read; says all that is wrong. */
public final class InvalidMapping extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    InvalidMapping(List<Violation> violations) {
        super(violations.stream()
                .map(violation -> violation.field() + ": " + violation.message())
                .collect(Collectors.joining("\n")));
        this.violations = List.copyOf(violations);
    }

    /** Each with the path to the key, such as {@code tables[0].entities[1].id}, and what is allowed there. */
    public List<Violation> violations() {
        return violations;
    }
}
