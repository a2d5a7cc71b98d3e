package dev.chipgraph.ingest.mapping;

/** A cell whose text cannot be used. */
final class CellException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean skips;

    private CellException(String message, boolean skips) {
        // Without a stack trace: there may be one for every row.
        super(message, null, false, false);
        this.skips = skips;
    }

    static CellException of(String message) {
        return new CellException(message, false);
    }

    /** Not a mistake: the mapping leaves out records with such a cell. */
    static CellException skip() {
        return new CellException("is left out", true);
    }

    boolean skips() {
        return skips;
    }

    CellException in(String column) {
        return skips ? this : of("column " + column + ": " + getMessage());
    }
}
