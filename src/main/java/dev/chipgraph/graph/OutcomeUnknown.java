package dev.chipgraph.graph;

/** The database was sent a change, and did not say whether it made it. */
public final class OutcomeUnknown extends DatabaseUnavailable {

    private static final long serialVersionUID = 1L;

    OutcomeUnknown(DatabaseUnavailable cause) {
        super(cause.getMessage(), cause);
    }
}
