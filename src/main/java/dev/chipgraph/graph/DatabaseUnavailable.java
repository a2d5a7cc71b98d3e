package dev.chipgraph.graph;

/** The database does not answer in time or is overloaded. The message is shown to clients, so it names no address. */
public class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable(String reason) {
        super(reason);
    }

    public DatabaseUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
