package dev.chipgraph.ingest.mapping;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;

/**
 * The dialect of a CSV file.
 *
 * @param quote the character around cells; {@link #NO_QUOTE} when there is none
 * @param comment the character that begins comment lines; null when there are none
 * @param columns the names of the columns of a file without a header row; otherwise empty
 * @param empty the texts that stand for an empty cell
 */
record CsvDialect(
        char delimiter,
        char quote,
        Charset encoding,
        Character comment,
        List<String> columns,
        Set<String> empty,
        Whitespace whitespace) {

    /** A noncharacter, which no cell can contain. */
    static final char NO_QUOTE = '\uffff';

    /** How white space around and inside cells is treated. */
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
