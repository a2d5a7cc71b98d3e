package dev.chipgraph.ingest.mapping;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;

/**
 * How a table is written.
 *
 * @param quote encloses cells; {@link #NO_QUOTE} when nothing does
 * @param comment starts lines that are no rows; null when nothing does
 * @param columns names of the columns of a table without a header row; otherwise empty
 * @param empty texts that stand for an empty cell
 */
record CsvDialect(
        char delimiter,
        char quote,
        Charset encoding,
        Character comment,
        List<String> columns,
        Set<String> empty,
        Whitespace whitespace) {

    /** No character of Unicode, and refused in cells. */
    static final char NO_QUOTE = '\uffff';

    /** What becomes of white space around and inside of cells. */
    enum Whitespace {
        PRESERVE,
        TRIM,
        COLLAPSE
    }

    String cell(String text) {
        String cell =
                switch (whitespace) {
                    case PRESERVE -> text;
                    case TRIM -> text.strip();
                    case COLLAPSE -> TextFilter.collapse(text);
                };
        return empty.contains(cell) ? "" : cell;
    }
}
