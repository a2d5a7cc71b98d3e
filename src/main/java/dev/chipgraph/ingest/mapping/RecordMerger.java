package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Merges records with the same id. Lists are united. Of other values the first is kept; where a later row has another
 * value, its evidence must claim it, so that the graph shows the conflict. A different name becomes one of the names.
 */
final class RecordMerger {

    private RecordMerger() {}

    /**
     * Adds what a row says to a record.
     *
     * @param place where the record was first made
     * @return the fields in which the two differ, with the reason; empty when the records were merged
     */
    static Map<String, String> add(ObjectNode record, ObjectNode more, String place) {
        var conflicts = new LinkedHashMap<String, String>();
        more.properties().forEach(entry -> {
            String field = entry.getKey();
            JsonNode before = record.path(field);
            JsonNode now = entry.getValue();
            boolean same = before.isMissingNode() || before.isArray() || before.equals(now);
            if (same || field.equals("name")) {
                return;
            }
            if (field.equals("attributes")) {
                now.properties().forEach(attribute -> {
                    JsonNode known = before.path(attribute.getKey());
                    if (!known.isMissingNode() && !known.equals(attribute.getValue())) {
                        conflicts.put(field + "." + attribute.getKey(), conflict(attribute.getValue(), known, place));
                    }
                });
            } else if (!claims(more, field)) {
                conflicts.put(field, conflict(now, before, place));
            }
        });
        if (conflicts.isEmpty()) {
            unite(record, more);
        }
        return conflicts;
    }

    private static String conflict(JsonNode now, JsonNode before, String place) {
        return "%s differs from %s in %s; evidence that claims the value would keep both".formatted(now, before, place);
    }

    private static boolean claims(ObjectNode record, String field) {
        return record.path("evidence")
                .valueStream()
                .anyMatch(evidence -> evidence.path("claims").has(field));
    }

    private static void unite(ObjectNode record, ObjectNode more) {
        more.properties().forEach(entry -> {
            String field = entry.getKey();
            JsonNode before = record.path(field);
            JsonNode now = entry.getValue();
            if (before.isMissingNode()) {
                record.set(field, now);
            } else if (before instanceof ArrayNode list) {
                now.forEach(item -> addOnce(list, item));
            } else if (field.equals("attributes")) {
                ((ObjectNode) before).setAll((ObjectNode) now);
            } else if (field.equals("name") && !before.equals(now)) {
                ObjectNode alias = record.objectNode();
                alias.set("value", now);
                alias.put("type", "alias");
                addOnce(record.withArrayProperty("names"), alias);
            }
        });
    }

    private static void addOnce(ArrayNode list, JsonNode item) {
        if (list.valueStream().noneMatch(item::equals)) {
            list.add(item);
        }
    }
}
