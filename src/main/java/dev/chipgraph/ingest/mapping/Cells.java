package dev.chipgraph.ingest.mapping;

/** The cells of a row, by the names of their columns. */
interface Cells {

    /**
     * The text of a cell; empty when it has none.
     *
     * @throws CellException when a virtual column cannot be computed
     */
    String cell(String column);

    /** The text of a virtual column before its slug filters; empty when none applies. */
    default String spelling(String column) {
        return "";
    }
}
