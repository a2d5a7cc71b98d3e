package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.change.Digests;
import dev.chipgraph.model.RelationshipType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.zip.ZipException;

/**
 * The records that a mapping makes from tables, one after the other as the rows are read: first the mapping's sources,
 * last what is merged from several rows.
 *
 * <p>Memory holds the cells that lookups ask for and the records of templates with {@code merge: true}; a temporary file
 * holds of every record its id and a digest, by which repeated ones are noticed.
 */
public final class MappedTables implements Iterator<MappedTables.Item>, AutoCloseable {

    /** Opens a file at its beginning; called up to three times. */
    @FunctionalInterface
    public interface Bytes {
        InputStream open() throws IOException;
    }

    /** What a row gave. */
    public sealed interface Item {

        /** The file as the client named it, or the mapping for its own sources. */
        String file();

        /** The line on which the row begins, counted from 1; 0 when there is none. */
        long line();
    }

    /**
     * A record in the import format: an object with one field, source, entity or relationship. It still has to be
     * checked against the vocabulary.
     */
    public record MappedRecord(String file, long line, ObjectNode json) implements Item {}

    /** A row, or a record that it should have made, that cannot be used. */
    public record RowRejected(String file, long line, String field, String reason) implements Item {}

    private record Input(TableMapping table, String file, Bytes bytes) {}

    private record Seen(String file, long line, long digest, boolean merged) {

        static Seen of(String text) {
            String[] parts = text.split(" ", 4);
            return new Seen(
                    parts[3], Long.parseLong(parts[0]), Long.parseLong(parts[1]), Boolean.parseBoolean(parts[2]));
        }

        String text() {
            return line + " " + digest + " " + merged + " " + file;
        }
    }

    private final Iterator<Input> inputs;
    private final Queue<Item> ready = new ArrayDeque<>();
    private final SpillStore scratch = new SpillStore();
    /** Where each record was made first, and what it said. */
    private final Map<String, String> seen = scratch.map("seen");

    private final Map<String, MappedRecord> merged = new LinkedHashMap<>();

    private TableReader reader;
    private Input input;
    private long rows;

    private MappedTables(Mapping.Compiled mapping, List<Input> inputs) {
        this.inputs = inputs.iterator();
        for (JsonNode source : mapping.sources()) {
            ready.add(new MappedRecord("mapping", 0, wrapped("source", source)));
        }
    }

    /**
     * Finds the mapping's tables among the files, and reads what is looked up in them.
     *
     * @param files by name; folders before the name and {@code .gz} at its end do not count, so the bytes are those of
     *     the table, unpacked
     * @throws InvalidMapping when a table is missing, a file belongs to none, or a column is not there
     * @throws UncheckedIOException when a file cannot be read from where it is
     */
    public static MappedTables open(Mapping mapping, Map<String, Bytes> files) {
        var compiled = mapping.compile();
        var violations = new ViolationCollector();
        var inputs = inputs(compiled, files, violations);
        for (Input input : inputs) {
            checkHeader(input, violations);
        }
        violations.refuse();
        for (Lookup lookup : compiled.lookups().values()) {
            for (Input input : inputs) {
                if (input.table().files().contains(lookup.table())) {
                    read(input, lookup);
                }
            }
        }
        return new MappedTables(compiled, inputs);
    }

    private static List<Input> inputs(
            Mapping.Compiled mapping, Map<String, Bytes> files, ViolationCollector violations) {
        var inputs = new ArrayList<Input>();
        var unused = new LinkedHashSet<>(files.keySet());
        for (TableMapping table : mapping.tables()) {
            var own = files.keySet().stream()
                    .filter(file -> table.reads(bare(file)))
                    .toList();
            own.forEach(file -> inputs.add(new Input(table, file, files.get(file))));
            unused.removeAll(own);
            if (own.isEmpty()) {
                violations.add(
                        table.path() + ".file",
                        "%s is not among the files: %s"
                                .formatted(String.join(", ", table.files()), String.join(", ", files.keySet())));
            }
        }
        unused.forEach(file -> violations.add("tables", "has no table for the file " + file));
        return inputs;
    }

    private static String bare(String file) {
        return file.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.gz$", "");
    }

    private static void checkHeader(Input input, ViolationCollector violations) {
        TableMapping table = input.table();
        TableReader.Problems problems = (line, field, reason) ->
                violations.add(table.path() + ".file", input.file() + " line " + line + " " + reason);
        reading(input, problems, reader -> {
            var header = reader.header(problems);
            if (header.isEmpty()) {
                violations.add(table.path() + ".file", input.file() + " has no header row");
            } else if (header.stream().distinct().count() < header.size()) {
                violations.add(table.path() + ".file", input.file() + " has two columns of one name: " + header);
            } else {
                MappingReader.unknownColumns(table, table.uses(), header, violations);
            }
        });
    }

    /** What cannot be read is told when the table itself is, later. */
    private static void read(Input input, Lookup lookup) {
        TableReader.Problems ignored = (line, field, reason) -> {};
        reading(input, ignored, reader -> {
            while (reader.read(lookup::add, ignored)) {
                // The lookup keeps what it needs.
            }
        });
    }

    private interface Reading {
        void read(TableReader reader);
    }

    private static void reading(Input input, TableReader.Problems problems, Reading work) {
        try (TableReader reader = reader(input)) {
            work.read(reader);
        } catch (UncheckedIOException e) {
            damaged(e, problems);
        }
    }

    private static TableReader reader(Input input) {
        try {
            return new TableReader(
                    input.table(), bare(input.file()), input.bytes().open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A damaged archive is the client's mistake; that a file cannot be read from where it is, is not. */
    private static void damaged(UncheckedIOException e, TableReader.Problems problems) {
        if (!(e.getCause() instanceof ZipException) && !(e.getCause() instanceof EOFException)) {
            throw e;
        }
        problems.add(0, "file", "cannot be unpacked: " + e.getCause().getMessage());
    }

    /** How many rows have been read so far, the bad ones too. */
    public long rows() {
        return reader == null ? rows : rows + reader.rows();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && advance()) {
            // Most rows make something, some do not.
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

    @Override
    public void close() {
        closeReader();
        scratch.close();
    }

    private void closeReader() {
        if (reader != null) {
            rows += reader.rows();
            reader.close();
            reader = null;
        }
    }

    /** Reads a row, or turns to the next file, or gives what is merged; false when all is done. */
    private boolean advance() {
        try {
            if (reader == null) {
                if (inputs.hasNext()) {
                    input = inputs.next();
                    reader = reader(input);
                    return true;
                }
                merged.values().forEach(this::give);
                merged.clear();
                return !ready.isEmpty();
            }
            if (!reader.read(row -> input.table().records().forEach(template -> make(template, row)), this::refuse)) {
                closeReader();
            }
        } catch (UncheckedIOException e) {
            damaged(e, this::refuse);
            closeReader();
        }
        return true;
    }

    private void refuse(long line, String field, String reason) {
        Item refused = new RowRejected(input.file(), line, field, reason);
        if (!ready.contains(refused)) {
            ready.add(refused);
        }
    }

    // --- records

    private void make(RecordTemplate template, TableRow row) {
        guarded(template, row, () -> {
            if (template.each() == null) {
                make(template, row, row);
            } else {
                String name = template.each().name();
                template.each().texts().texts(row).forEach(text -> make(template, row, row.with(name, text)));
            }
        });
    }

    private void make(RecordTemplate template, TableRow row, Cells cells) {
        guarded(template, row, () -> {
            if (template.when().holds(cells)) {
                var problems = new LinkedHashMap<String, String>();
                var made = template.fields().read(cells, problems::put);
                ObjectNode json = made.isEmpty() ? JsonNodeFactory.instance.objectNode() : (ObjectNode) made.getFirst();
                template.required()
                        .filter(field -> !json.has(field))
                        .forEach(field -> problems.putIfAbsent(field, empty(template, field)));
                problems.forEach((field, reason) -> refuse(row.line(), field, reason));
                if (problems.isEmpty()) {
                    add(template, row, cells, json);
                }
            }
        });
    }

    private void guarded(RecordTemplate template, TableRow row, Runnable work) {
        try {
            work.run();
        } catch (CellException problem) {
            if (!problem.skips()) {
                refuse(row.line(), template.entity() ? "entity" : "relationship", problem.getMessage());
            }
        }
    }

    private void add(RecordTemplate template, TableRow row, Cells cells, ObjectNode json) {
        if (template.entity()) {
            if (template.unmapped()) {
                addUnmapped(template, row, json);
            }
            add(template, row, json.path("id").asText(), json);
        } else if (!template.skipsSelf() || !json.path("from").equals(json.path("to"))) {
            if (template.key() != null) {
                json.put("id", id(json, template.key().text(cells)));
            }
            add(template, row, identity(json), json);
        }
    }

    private static String empty(RecordTemplate template, String field) {
        var columns = template.fields().fields().get(field).columns().distinct().toList();
        return "is empty" + (columns.isEmpty() ? "" : ": see column " + String.join(", ", columns));
    }

    private static void addUnmapped(RecordTemplate template, TableRow row, ObjectNode json) {
        ObjectNode attributes = json.withObjectProperty("attributes");
        row.header().stream()
                .filter(column ->
                        !template.used().contains(column) && !row.cell(column).isEmpty())
                .forEach(column -> {
                    if (!attributes.has(column)) {
                        attributes.put(column, row.cell(column));
                    }
                });
    }

    private static String id(ObjectNode json, String key) {
        return RelationshipType.fromString(json.path("type").asText()).idPrefix()
                + Digests.id(List.of(json.path("from").asText(), json.path("to").asText(), key)
                        .toString());
    }

    /** What a relationship without an id of its own is known by. */
    private static String identity(ObjectNode json) {
        if (json.has("id")) {
            return json.path("id").asText();
        }
        return without(json, "share", "validTo", "evidence").toString();
    }

    private void add(RecordTemplate template, TableRow row, String id, ObjectNode json) {
        String name = template.entity() ? "entity" : "relationship";
        long digest = digest(json);
        String known = template.entity() ? id : Digests.id(id);
        String before = seen.putIfAbsent(known, new Seen(input.file(), row.line(), digest, template.merges()).text());
        Seen first = before == null ? null : Seen.of(before);
        if (first != null && first.merged() != template.merges()) {
            refuse(row.line(), name, "is also made by " + at(first) + ", where merge differs: " + id);
        } else if (template.merges()) {
            MappedRecord made = merged.get(known);
            if (made == null) {
                merged.put(known, new MappedRecord(input.file(), row.line(), wrapped(name, json)));
            } else {
                RecordMerger.add((ObjectNode) made.json().path(name), json, at(first))
                        .forEach((field, reason) -> refuse(row.line(), field, reason));
            }
        } else if (first == null) {
            give(new MappedRecord(input.file(), row.line(), wrapped(name, json)));
        } else if (first.digest() != digest) {
            refuse(row.line(), name, "differs from what " + at(first) + " says, and merge is not true: " + id);
        }
    }

    /** Without names that say nothing beside the name: tables often repeat it as an alias. */
    private void give(MappedRecord made) {
        JsonNode entity = made.json().path("entity");
        if (entity.path("names") instanceof ArrayNode names) {
            names.removeIf(other -> !other.has("lang") && other.path("value").equals(entity.path("name")));
        }
        ready.add(made);
    }

    private static String at(Seen seen) {
        return bare(seen.file()) + " line " + seen.line();
    }

    /** Of all but the evidence: rows that say the same in several places repeat each other. */
    private static long digest(ObjectNode json) {
        return Digests.number(without(json, "evidence").toString());
    }

    private static ObjectNode without(ObjectNode json, String... fields) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        rest.setAll(json);
        return rest.remove(List.of(fields));
    }

    private static ObjectNode wrapped(String name, JsonNode record) {
        return JsonNodeFactory.instance.objectNode().set(name, record);
    }
}
