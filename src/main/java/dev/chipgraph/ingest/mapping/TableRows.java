package dev.chipgraph.ingest.mapping;

import java.util.List;
import java.util.Optional;

/** The rows of a table as its file has them, one after the other. */
interface TableRows extends AutoCloseable {

    /**
     * The cells of a row.
     *
     * @param line the line on which it begins, counted from 1
     */
    record RawRow(long line, List<String> cells) {}

    /** The next row; empty at the end, or where the file cannot be read any further, which is reported. */
    Optional<RawRow> next(TableReader.Problems problems);

    /** How the file is wrong if a cell contains a character that no reader could decode. */
    String damage();

    @Override
    void close();
}
