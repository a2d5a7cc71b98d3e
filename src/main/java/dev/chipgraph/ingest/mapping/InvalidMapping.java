package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Violation;
import java.util.List;

/**
 * A mapping is invalid or does not fit the tables. Each violation names the path to the key, such as
 * {@code tables[0].entities[1].id}, and what is allowed there.
 */
public final class InvalidMapping extends InvalidInput {

    private static final long serialVersionUID = 1L;

    InvalidMapping(List<Violation> violations) {
        super(violations);
    }
}
