package dev.chipgraph.graph;

/** The database gave up a query because it takes too much time or memory. */
public final class QueryAborted extends DatabaseUnavailable {

    private static final long serialVersionUID = 1L;

    private final boolean outOfTime;

    QueryAborted(String message, boolean outOfTime, Throwable cause) {
        super(message, cause);
        this.outOfTime = outOfTime;
    }

    /** Whether it took too much time; otherwise too much memory. */
    boolean isOutOfTime() {
        return outOfTime;
    }
}
