package dev.chipgraph.query.core;

/** Answering a question of the client's own making takes more time or memory than a request may. */
public final class TooExpensive extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message how far it came, and how to ask for less
     */
    public TooExpensive(String message, Throwable cause) {
        super(message, cause);
    }
}
