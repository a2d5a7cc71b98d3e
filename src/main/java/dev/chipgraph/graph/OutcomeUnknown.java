package dev.chipgraph.graph;

/** The database received a change but did not confirm it, so the change may or may not have been made. */
public final class OutcomeUnknown extends DatabaseUnavailable {

    private static final long serialVersionUID = 1L;

    OutcomeUnknown(DatabaseUnavailable cause) {
        super(cause.getMessage(), cause);
    }
}
