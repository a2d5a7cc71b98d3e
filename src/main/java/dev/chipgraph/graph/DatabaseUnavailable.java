package dev.chipgraph.graph;

/** The database does not answer in time or is overloaded. The message may be shown to clients. */
public class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable(String reason) {
        super(reason);
    }

    public DatabaseUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
