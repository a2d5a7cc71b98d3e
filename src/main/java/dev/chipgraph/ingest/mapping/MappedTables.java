package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.UnaryOperator;

/**
 * The records that a mapping makes from tables, one after the other while the rows are read. The sources of the mapping
 * come first, records that are merged from several rows last.
 *
 * <p>Memory holds the cells that lookups need and the records of templates with {@code merge: true}.
 */
public final class MappedTables implements Iterator<MappedTables.Item>, AutoCloseable {

    /** Opens a file at its beginning; called several times. */
    @FunctionalInterface
    public interface Bytes {
        InputStream open() throws IOException;
    }

    /** What a row gave: a record, or the reason why there is none. */
    public sealed interface Item {

        /** The file as the client named it, or {@code mapping} for the mapping's own sources. */
        String file();

        /** The line on which the row begins, counted from 1; 0 when there is none. */
        long line();
    }

    /**
     * A record in the import format: an object with one field, source, entity or relationship. It has not been checked
     * against the vocabulary.
     */
    public record MappedRecord(String file, long line, ObjectNode json) implements Item {}

    /** A row, or one of the records that it should have made, that cannot be used. */
    public record RowRejected(String file, long line, String field, String reason) implements Item {}

    private final TableFiles files;
    private final Iterator<TableInput> inputs;
    private final Queue<Item> ready = new ArrayDeque<>();
    private final RecordCombiner combiner = new RecordCombiner(ready::add);

    private TableReader reader;
    private TableInput input;
    private long rowsOfClosedReaders;

    private MappedTables(Mapping.Compiled mapping, TableFiles files, List<TableInput> inputs) {
        this.files = files;
        this.inputs = inputs.iterator();
        for (JsonNode source : mapping.sources()) {
            ready.add(new MappedRecord("mapping", 0, RecordCombiner.wrapped("source", source)));
        }
    }

    /** Opens tables as below, without a limit of what they may unpack to. */
    public static MappedTables open(Mapping mapping, Map<String, Bytes> files) {
        return open(mapping, files, UnaryOperator.identity());
    }

    /**
     * Finds the tables of the mapping among the files and reads the tables that its lookups need.
     *
     * @param files by name. Folders before the name and {@code .gz} at its end are ignored, so the bytes are those of the
     *     unpacked file
     * @param limit limits the size of each table that an archive contains
     * @throws InvalidMapping when a table is missing, a file belongs to no table, or a column is missing
     * @throws UncheckedIOException when a file cannot be read from where it is
     */
    public static MappedTables open(Mapping mapping, Map<String, Bytes> files, UnaryOperator<InputStream> limit) {
        var compiled = mapping.compile();
        var tableFiles = TableFiles.of(files, limit);
        try {
            var violations = new MappingViolations();
            var inputs = TableInput.find(compiled.tables(), tableFiles.tables(), violations);
            inputs.forEach(input -> input.checkHeader(violations));
            violations.throwIfAny();
            for (Lookup lookup : compiled.lookups().values()) {
                inputs.stream()
                        .filter(input -> input.table().files().contains(lookup.table()))
                        .forEach(input -> input.fill(lookup));
            }
            return new MappedTables(compiled, tableFiles, inputs);
        } catch (RuntimeException e) {
            tableFiles.close();
            throw e;
        }
    }

    /** The number of rows read so far, including those that cannot be used. */
    public long rows() {
        return reader == null ? rowsOfClosedReaders : rowsOfClosedReaders + reader.rows();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && advance()) {
            // A row may make no record.
        }
        return !ready.isEmpty();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    /** Reads a row, opens the next file, or gives the merged records; false when nothing is left. */
    private boolean advance() {
        try {
            if (reader == null && !inputs.hasNext()) {
                combiner.finish();
                return !ready.isEmpty();
            }
            if (reader == null) {
                input = inputs.next();
                reader = input.open();
            } else if (!reader.read(this::makeRecords, this::reject)) {
                closeReader();
            }
        } catch (UncheckedIOException e) {
            TableInput.reportDamage(e, this::reject);
            closeReader();
        }
        return true;
    }

    private void makeRecords(TableRow row) {
        for (RecordTemplate template : input.table().records()) {
            RecordMaker.make(
                    template,
                    row,
                    this::reject,
                    (json, spelling) -> combiner.add(template, input.file(), row, json, spelling, this::reject));
        }
    }

    private void reject(long line, String field, String reason) {
        Item rejected = new RowRejected(input.file(), line, field, reason);
        if (!ready.contains(rejected)) {
            ready.add(rejected);
        }
    }

    @Override
    public void close() {
        closeReader();
        combiner.close();
        files.close();
    }

    private void closeReader() {
        if (reader != null) {
            rowsOfClosedReaders += reader.rows();
            reader.close();
            reader = null;
        }
    }
}
