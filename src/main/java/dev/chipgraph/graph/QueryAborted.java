package dev.chipgraph.graph;

/** The database aborted a statement that took more time or memory than a request may. The next try may be faster. */
public final class QueryAborted extends DatabaseUnavailable {

    private static final long serialVersionUID = 1L;

    QueryAborted(String message, Throwable cause) {
        super(message, cause);
    }
}
