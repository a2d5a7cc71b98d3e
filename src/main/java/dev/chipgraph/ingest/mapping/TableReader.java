package dev.chipgraph.ingest.mapping;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.chipgraph.model.Plural;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the rows of a file one at a time and reports those that cannot be read. */
final class TableReader implements AutoCloseable {

    private static final int LARGEST_CELL = 1 << 20;
    private static final char BOM = '\ufeff';
    private static final char UNREADABLE = '\ufffd';
    /** Appended to each file as its last row. A quote that is never closed is noticed because it swallows this row. */
    private static final String END = "\ufffe";

    /** Takes the line, the field and the reason why it cannot be used. */
    @FunctionalInterface
    interface Problems {
        void add(long line, String field, String reason);
    }

    private final TableMapping table;
    private final String file;
    private final CloseableIterator<CsvRecord> records;
    private List<String> header;
    private long line;
    private long rows;
    private boolean ended;

    TableReader(TableMapping table, String file, InputStream bytes) {
        this.table = table;
        this.file = file;
        CsvDialect dialect = table.dialect();
        var builder = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter(dialect.quote())
                .maxBufferSize(LARGEST_CELL)
                .allowExtraFields(true)
                .allowMissingFields(true);
        if (dialect.comment() != null) {
            builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(dialect.comment());
        }
        records = builder.ofCsvRecord(new Text(new InputStreamReader(bytes, dialect.encoding())))
                .iterator();
        header = dialect.columns();
    }

    /** The names of the columns; empty when there is no usable first row, which is then reported. */
    List<String> header(Problems problems) {
        if (header.isEmpty()) {
            header = next(problems)
                    .map(CsvRecord::getFields)
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
        var fields = found.get().getFields();
        if (fields.size() != header.size()) {
            problems.add(
                    line,
                    "row",
                    "has %s where the table has %s"
                            .formatted(
                                    Plural.of(fields.size(), "1 cell", "%d cells"),
                                    Plural.of(header.size(), "1 column", "%d columns")));
        } else if (readable(fields, problems)) {
            row.accept(new TableRow(table, file, line, header, fields));
        }
        return true;
    }

    /** The number of rows read so far, including those that cannot be used. */
    long rows() {
        return rows;
    }

    private boolean readable(List<String> fields, Problems problems) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).indexOf(UNREADABLE) >= 0 || fields.get(i).indexOf('\0') >= 0) {
                problems.add(
                        line,
                        header.get(i),
                        "contains a character that cannot be read: the file is not %s or is damaged"
                                .formatted(table.dialect().encoding()));
                return false;
            }
        }
        return true;
    }

    private Optional<CsvRecord> next(Problems problems) {
        if (ended) {
            return Optional.empty();
        }
        try {
            CsvRecord found = records.next();
            line = found.getStartingLineNumber();
            if (!found.getField(found.getFieldCount() - 1).endsWith(END)) {
                return Optional.of(found);
            }
            ended = true;
            if (found.getFieldCount() > 1 || !found.getField(0).equals(END)) {
                problems.add(line, "row", "has a quote that is never closed");
            }
        } catch (CsvParseException e) {
            ended = true;
            Throwable reason = e.getCause() == null ? e : e.getCause();
            // The exception names the line in its text only.
            String number = e.getMessage().replaceAll("\\D", "");
            problems.add(
                    e.getCause() == null || number.isEmpty() ? line + 1 : Long.parseLong(number),
                    "row",
                    "cannot be read, and neither can the rest of the file: " + reason.getMessage());
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The decoded text without its byte order mark and with {@link #END}. Noncharacters of the file are replaced, so that
     * only the marker has one.
     */
    private static final class Text extends FilterReader {

        private final Reader end = new StringReader("\n" + END);
        private boolean begun;
        private boolean over;

        Text(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (over) {
                return end.read(buffer, offset, length);
            }
            int count = super.read(buffer, offset, length);
            if (count < 0) {
                over = true;
                return end.read(buffer, offset, length);
            }
            for (int i = offset; i < offset + count; i++) {
                if (buffer[i] >= '\ufffe') {
                    buffer[i] = UNREADABLE;
                }
            }
            if (!begun && count > 0) {
                begun = true;
                if (buffer[offset] == BOM) {
                    System.arraycopy(buffer, offset + 1, buffer, offset, count - 1);
                    return count > 1 ? count - 1 : read(buffer, offset, length);
                }
            }
            return count;
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }
    }
}
