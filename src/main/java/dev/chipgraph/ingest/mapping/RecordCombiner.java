package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.graph.Digests;
import dev.chipgraph.ingest.mapping.MappedTables.MappedRecord;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Combines the records with one id that several rows make. Templates with {@code merge: true} give one record for all of
 * them. Of other templates a repeated record is dropped when it is the same, and rejected when it differs.
 *
 * <p>Merged records are in memory until {@link #finish()}. Of every record a temporary file holds its id, its place and a
 * digest.
 */
final class RecordCombiner implements AutoCloseable {

    /** The row that made a record first, with a digest of the record and the text from which a slug made its id. */
    private record FirstRow(String file, long line, long digest, boolean merged, String spelling) {

        static FirstRow parse(String text) {
            int end = text.lastIndexOf('\n');
            String[] parts = text.substring(0, end).split(" ", 4);
            return new FirstRow(
                    parts[3],
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Boolean.parseBoolean(parts[2]),
                    text.substring(end + 1));
        }

        String text() {
            return line + " " + digest + " " + merged + " " + file + "\n" + spelling;
        }

        String place() {
            return TableInput.baseName(file) + " line " + line;
        }

        /** Whether the id comes from another name; case, spaces and Unicode form do not count. */
        boolean isOther(String name) {
            return !spelling.isEmpty() && !name.isEmpty() && !folded(spelling).equals(folded(name));
        }

        private static String folded(String name) {
            return TextFilter.collapse(Normalizer.normalize(name, Normalizer.Form.NFKC))
                    .toLowerCase(Locale.ROOT);
        }
    }

    private final Consumer<MappedRecord> output;
    private final SpillStore store = new SpillStore();
    private final Map<String, String> firstRows = store.map("seen");
    private final Map<String, MappedRecord> merged = new LinkedHashMap<>();

    /**
     * @param output takes each complete record
     */
    RecordCombiner(Consumer<MappedRecord> output) {
        this.output = output;
    }

    /**
     * Adds a record that a row made.
     *
     * @param spelling the text from which a slug filter made its id; empty when none did
     */
    void add(
            RecordTemplate template,
            String file,
            TableRow row,
            ObjectNode json,
            String spelling,
            TableReader.Problems problems) {
        String name = template.recordName();
        String id = template.entity() ? json.path("id").asText() : relationshipIdentity(json);
        String key = template.entity() ? id : Digests.id(id);
        long digest = digest(json);
        String known = firstRows.putIfAbsent(
                key, new FirstRow(file, row.line(), digest, template.merges(), TextFilter.collapse(spelling)).text());
        FirstRow first = known == null ? null : FirstRow.parse(known);
        if (first != null && first.isOther(spelling)) {
            problems.add(
                    row.line(),
                    "id",
                    "is the same for \"%s\" as for \"%s\" in %s, which is another name: %s; make it from something that tells them apart"
                            .formatted(TextFilter.collapse(spelling), first.spelling(), first.place(), id));
        } else if (first != null && first.merged() != template.merges()) {
            problems.add(
                    row.line(),
                    name,
                    "is also made by %s, where merge has another value: %s".formatted(first.place(), id));
        } else if (template.merges()) {
            MappedRecord before = merged.get(key);
            if (before == null) {
                merged.put(key, new MappedRecord(file, row.line(), wrapped(name, json)));
            } else {
                RecordMerger.add((ObjectNode) before.json().path(name), json, first.place())
                        .forEach((field, reason) -> problems.add(row.line(), field, reason));
            }
        } else if (first == null) {
            give(new MappedRecord(file, row.line(), wrapped(name, json)));
        } else if (first.digest() != digest) {
            problems.add(
                    row.line(),
                    name,
                    "differs from what %s says, and merge is not true: %s".formatted(first.place(), id));
        }
    }

    /** Gives the merged records, which are complete when all rows have been read. */
    void finish() {
        merged.values().forEach(this::give);
        merged.clear();
    }

    /** Removes names without a language that repeat the display name: tables often list it as an alias. */
    private void give(MappedRecord made) {
        JsonNode entity = made.json().path("entity");
        if (entity.path("names") instanceof ArrayNode names) {
            names.removeIf(other -> !other.has("lang") && other.path("value").equals(entity.path("name")));
        }
        output.accept(made);
    }

    /** The id, or all that distinguishes a relationship without one. */
    private static String relationshipIdentity(ObjectNode json) {
        return json.has("id")
                ? json.path("id").asText()
                : without(json, "share", "validTo", "attestedOn", "evidence").toString();
    }

    /** A digest of everything but the evidence: rows that repeat a record differ in where they are. */
    private static long digest(ObjectNode json) {
        return Digests.number(without(json, "evidence").toString());
    }

    private static ObjectNode without(ObjectNode json, String... fields) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        rest.setAll(json);
        return rest.remove(List.of(fields));
    }

    /** The record as the value of the one field that says what it is. */
    static ObjectNode wrapped(String name, JsonNode record) {
        return JsonNodeFactory.instance.objectNode().set(name, record);
    }

    @Override
    public void close() {
        store.close();
    }
}
