package dev.chipgraph.ingest.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.ingest.mapping.SpillStore;
import dev.chipgraph.model.RecordReader;
import dev.chipgraph.model.Relationship;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records of different rows that turn out to be about the same entity or relationship. They are loaded as one, so that a
 * later row does not supersede what an earlier one says.
 */
public final class Unions {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The rows that were the first about an entity or a relationship, with the ids that they have in the file. */
    private final Map<String, String> first;

    private final Set<String> repeated;

    /** Lists of records in JSON. */
    private final Map<String, String> records;

    public Unions(SpillStore store) {
        first = store.map("first");
        repeated = store.set("repeated");
        records = store.map("united");
    }

    /** Notes what a row is about. */
    public void note(String position, JsonNode row, JsonNode resolved) {
        String id = id(resolved);
        if (id != null) {
            String spelled = spelled(row);
            String before = first.putIfAbsent(id, position + "\n" + spelled);
            if (before != null && !before.endsWith("\n" + spelled)) {
                repeated.add(id);
            }
        }
    }

    public boolean isEmpty() {
        return repeated.isEmpty();
    }

    /** Whether several rows are about the subject of a row. */
    public boolean has(JsonNode resolved) {
        return !isEmpty() && repeated.contains(String.valueOf(id(resolved)));
    }

    /**
     * Keeps a record that is united with others. One that has its own id comes first: when entities are merged, the evidence
     * of the one that remains keeps its ids.
     */
    public void keep(JsonNode row, JsonNode resolved) {
        String id = id(resolved);
        ArrayNode all = records.containsKey(id) ? (ArrayNode) parse(records.get(id)) : JSON.createArrayNode();
        all.insert(
                spelled(row).equals(spelled(resolved)) ? 0 : all.size(),
                resolved.iterator().next());
        records.put(id, all.toString());
    }

    /** Whether a row is the first about its subject. */
    public boolean isFirst(String position, JsonNode row, JsonNode resolved) {
        return first.get(id(resolved)).equals(position + "\n" + spelled(row));
    }

    /** The list of the records about the subject of a row, in place of its record. */
    public JsonNode of(JsonNode resolved) {
        return JSON.createObjectNode().set(resolved.fieldNames().next(), parse(records.get(id(resolved))));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of the entity or relationship that a row is about; null when the row is not valid. */
    private static String id(JsonNode row) {
        if (!row.has("relationship")) {
            return EntityField.record(row)
                    .map(record -> record.path("id").textValue())
                    .orElse(null);
        }
        var reader = new RecordReader("row");
        Relationship relationship = reader.relationship(row.path("relationship"));
        return reader.violations().isEmpty() ? GeneratedIds.withId(relationship).id() : null;
    }

    /** The ids of a row as the file has them. Rows that have the same ones repeat each other, which is a mistake. */
    private static String spelled(JsonNode row) {
        return EntityField.of(row).stream()
                .filter(field -> field.role() != EntityField.Role.SOURCE)
                .map(EntityField::text)
                .collect(Collectors.joining(" "));
    }
}
