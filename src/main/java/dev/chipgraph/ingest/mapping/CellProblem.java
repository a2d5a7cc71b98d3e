package dev.chipgraph.ingest.mapping;

/** A cell whose text cannot be used. */
final class CellProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean skips;

    private CellProblem(String message, boolean skips) {
        // Without a stack trace: there may be one for every row.
        super(message, null, false, false);
        this.skips = skips;
    }

    static CellProblem of(String message) {
        return new CellProblem(message, false);
    }

    /** No mistake: the mapping says that rows with such a cell make no record. */
    static CellProblem skip() {
        return new CellProblem("is left out", true);
    }

    boolean skips() {
        return skips;
    }

    CellProblem in(String column) {
        return skips ? this : of("column " + column + ": " + getMessage());
    }
}
