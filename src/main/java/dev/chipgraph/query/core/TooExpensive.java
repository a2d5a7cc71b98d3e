package dev.chipgraph.query.core;

/** A client's own query takes more time or memory than a request may. */
public final class TooExpensive extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message how far the query came and how to narrow it
     */
    public TooExpensive(String message, Throwable cause) {
        super(message, cause);
    }
}
