package dev.chipgraph.ingest.mapping;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rows of a CSV file. */
final class CsvRows implements TableRows {

    private static final int LARGEST_CELL = 1 << 20;
    private static final char BOM = '\ufeff';
    private static final char UNREADABLE = '\ufffd';
    /** Appended to each file as its last row. A quote that is never closed is noticed because it swallows this row. */
    private static final String END = "\ufffe";
    /** The line by which Excel learns the delimiter. */
    private static final Pattern SEPARATOR = Pattern.compile("\"?sep=([^\r\n\\w])\"?(?=[\r\n])");

    private static final int LONGEST_SEPARATOR = "\"sep=;\"\r".length();

    private final Charset encoding;
    private final CloseableIterator<CsvRecord> records;
    private long line;
    private boolean ended;

    CsvRows(CsvDialect dialect, InputStream bytes) throws IOException {
        var buffered = new BufferedInputStream(bytes);
        encoding = encoding(buffered, dialect.encoding());
        var text = new BufferedReader(new Text(new InputStreamReader(buffered, encoding)));
        var builder = CsvReader.builder()
                .fieldSeparator(delimiter(text, dialect))
                .quoteCharacter(dialect.quote())
                .maxBufferSize(LARGEST_CELL)
                .allowExtraFields(true)
                .allowMissingFields(true);
        if (dialect.comment() != null) {
            builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(dialect.comment());
        }
        records = builder.ofCsvRecord(text).iterator();
    }

    /** A byte order mark goes before what the mapping says, as in browsers. */
    private static Charset encoding(BufferedInputStream bytes, Charset otherwise) throws IOException {
        bytes.mark(3);
        byte[] mark = bytes.readNBytes(3);
        bytes.reset();
        String first = new String(mark, StandardCharsets.ISO_8859_1);
        return first.startsWith("\u00fe\u00ff")
                ? StandardCharsets.UTF_16BE
                : first.startsWith("\u00ff\u00fe")
                        ? StandardCharsets.UTF_16LE
                        : first.equals("\u00ef\u00bb\u00bf") ? StandardCharsets.UTF_8 : otherwise;
    }

    /** Reads the delimiter from a first line such as {@code sep=;}, of which an empty line remains. */
    private static char delimiter(BufferedReader text, CsvDialect dialect) throws IOException {
        char[] start = new char[LONGEST_SEPARATOR];
        text.mark(start.length);
        int count = 0;
        for (int read = 0; read >= 0 && count < start.length; count += Math.max(0, read)) {
            read = text.read(start, count, start.length - count);
        }
        text.reset();
        var found = SEPARATOR.matcher(new String(start, 0, count));
        if (!found.lookingAt()) {
            return dialect.delimiter();
        }
        char delimiter = found.group(1).charAt(0);
        if (delimiter == dialect.quote() || (dialect.comment() != null && delimiter == dialect.comment())) {
            return dialect.delimiter();
        }
        text.skip(found.end());
        return delimiter;
    }

    @Override
    public Optional<RawRow> next(TableReader.Problems problems) {
        if (ended) {
            return Optional.empty();
        }
        try {
            CsvRecord found = records.next();
            line = found.getStartingLineNumber();
            if (!found.getField(found.getFieldCount() - 1).endsWith(END)) {
                return Optional.of(new RawRow(line, found.getFields()));
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
    public String damage() {
        return "the file is not %s or is damaged".formatted(encoding);
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
