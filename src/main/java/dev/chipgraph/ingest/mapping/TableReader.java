package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.Plural;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the rows of a file one at a time and reports those that cannot be read. */
final class TableReader implements AutoCloseable {

    private static final char UNREADABLE = '\ufffd';

    /** Takes the line, the field and the reason why it cannot be used. */
    @FunctionalInterface
    interface Problems {
        void add(long line, String field, String reason);
    }

    private final TableMapping table;
    private final String file;
    private final TableRows source;
    private List<String> header;
    private long rows;

    /**
     * @param file the name of the file for the rows
     */
    TableReader(TableMapping table, String file, TableRows source) {
        this.table = table;
        this.file = file;
        this.source = source;
        header = table.dialect().columns();
    }

    /**
     * The names of the columns, which are empty for columns without a name. There are none when there is no usable first
     * row, which is then reported.
     */
    List<String> header(Problems problems) {
        if (header.isEmpty()) {
            header = next(problems)
                    .map(TableRows.RawRow::cells)
                    .map(names -> names.stream().map(TextFilter::collapse).toList())
                    .orElse(List.of());
        }
        return header;
    }

    /**
     * Reads a row and passes it on, or reports why it cannot be read.
     *
     * @return false when there is none left
     */
    boolean read(Consumer<TableRow> row, Problems problems) {
        header(problems);
        var found = next(problems);
        if (found.isEmpty()) {
            return false;
        }
        rows++;
        long line = found.get().line();
        var cells = found.get().cells();
        if (!fits(cells)) {
            problems.add(
                    line,
                    "row",
                    "has %s where the table has %s"
                            .formatted(
                                    Plural.of(cells.size(), "1 cell", "%d cells"),
                                    Plural.of(header.size(), "1 column", "%d columns")));
        } else if (readable(line, cells, problems)) {
            row.accept(new TableRow(table, file, line, header, cells));
        }
        return true;
    }

    /** The number of rows read so far, including those that cannot be used. */
    long rows() {
        return rows;
    }

    /** The next row that is not empty: spreadsheets write delimiters for rows that were used once. */
    private Optional<TableRows.RawRow> next(Problems problems) {
        var row = source.next(problems);
        while (row.isPresent() && areEmpty(row.get().cells())) {
            row = source.next(problems);
        }
        return row;
    }

    private static boolean areEmpty(List<String> cells) {
        return cells.stream()
                .allMatch(cell -> cell.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }

    /** Whether there is a cell for each named column, and no text without a column. */
    private boolean fits(List<String> cells) {
        int size = cells.size();
        return size == header.size()
                || (size < header.size()
                        ? areEmpty(header.subList(size, header.size()))
                        : areEmpty(cells.subList(header.size(), size)));
    }

    private boolean readable(long line, List<String> cells, Problems problems) {
        for (int i = 0; i < Math.min(cells.size(), header.size()); i++) {
            if (cells.get(i).indexOf(UNREADABLE) >= 0 || cells.get(i).indexOf('\0') >= 0) {
                problems.add(line, header.get(i), "contains a character that cannot be read: " + source.damage());
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        source.close();
    }
}
