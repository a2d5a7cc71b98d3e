package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.NODES;
import static dev.chipgraph.rest.pattern.PatternJson.list;
import static dev.chipgraph.rest.pattern.PatternJson.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.chipgraph.Api;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A copy of the graph of all times, read entity by entity through the API. */
final class GraphSnapshot {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_PAGE = 500;

    /** An entity. */
    record Entity(String id, Kind kind, JsonNode json) {}

    /** A relationship. */
    record Relationship(String id, RelationshipType type, String from, String to, JsonNode json) {}

    final Map<String, Entity> entities = new LinkedHashMap<>();
    final Map<String, Relationship> relationships = new LinkedHashMap<>();
    private final Map<String, List<Relationship>> relationshipsOf = new HashMap<>();

    /** Reads the graph as it is now. */
    static GraphSnapshot load() {
        var graph = new GraphSnapshot();
        Api.all(LARGEST_PAGE, "/v1/entities", "validAt", "all", "include", "evidence").stream()
                .<JsonNode>map(item -> JSON.valueToTree(item))
                .forEach(json -> graph.entities.put(
                        json.get("id").asText(),
                        new Entity(
                                json.get("id").asText(),
                                Kind.fromString(json.get("kind").asText()),
                                json)));
        for (String id : graph.entities.keySet()) {
            Api.all(
                            LARGEST_PAGE,
                            "/v1/entities/" + id + "/relationships",
                            "validAt",
                            "all",
                            "include",
                            "evidence",
                            "direction",
                            "out")
                    .stream()
                    .<JsonNode>map(item -> JSON.valueToTree(item))
                    .map(json -> new Relationship(
                            json.get("id").asText(),
                            RelationshipType.fromString(json.get("type").asText()),
                            json.at("/from/id").asText(),
                            json.at("/to/id").asText(),
                            json))
                    .forEach(relationship -> graph.relationships.put(relationship.id(), relationship));
        }
        graph.relationships
                .values()
                .forEach(relationship -> Stream.of(relationship.from(), relationship.to())
                        .distinct()
                        .forEach(end -> graph.relationshipsOf
                                .computeIfAbsent(end, any -> new ArrayList<>())
                                .add(relationship)));
        return graph;
    }

    List<Relationship> relationshipsOf(String id) {
        return relationshipsOf.getOrDefault(id, List.of());
    }

    /** A value of an entity; null when it has none. */
    JsonNode value(Entity entity, String term) {
        if (Form.of(entity.kind(), term).isEmpty()) {
            return NullNode.instance;
        }
        return switch (term) {
            case "names" -> list(stream(entity.json().path("names")).map(name -> name.get("value")));
            case "source" -> list(sources(entity.json()));
            case "sources" -> NODES.numberNode(telling(entity.json()).count());
            case "hasConflict" -> NODES.booleanNode(entity.json().has("conflicts"));
            default -> part(entity.json(), term);
        };
    }

    /** A value of a relationship; null when it has none. */
    JsonNode value(Relationship relationship, String term) {
        return switch (term) {
            case "source" -> list(sources(relationship.json()));
            case "sources" -> NODES.numberNode(telling(relationship.json()).count());
            case "hasConflict" -> NODES.booleanNode(hasConflict(relationship.json()));
            default -> part(relationship.json(), term);
        };
    }

    private static JsonNode part(JsonNode json, String term) {
        JsonNode value = json.path(Form.property(term));
        String part = term.contains(".") ? term.substring(term.indexOf('.') + 1) : "";
        return orNull(
                switch (part) {
                    case "" -> value;
                    case "year" ->
                        value.isTextual()
                                ? NODES.numberNode(
                                        Integer.parseInt(value.asText().substring(0, 4)))
                                : value;
                    case "month" ->
                        value.asText().length() > 4
                                ? NODES.textNode(value.asText().substring(0, 7))
                                : NullNode.instance;
                    case "least" -> value.has("value") ? value.get("value") : value.path("min");
                    case "greatest" -> value.has("value") ? value.get("value") : value.path("max");
                    default -> value.path(part);
                });
    }

    private static JsonNode orNull(JsonNode value) {
        return value.isMissingNode() ? NullNode.instance : value;
    }

    private static Stream<JsonNode> sources(JsonNode json) {
        return stream(json.path("evidence"))
                .map(evidence -> evidence.at("/source/id"))
                .distinct();
    }

    /** The sources that do more than translate names. */
    private static Stream<JsonNode> telling(JsonNode json) {
        return stream(json.path("evidence"))
                .filter(evidence -> !evidence.path("extractor").asText().equals("translation"))
                .map(evidence -> evidence.at("/source/id"))
                .distinct();
    }

    private static boolean hasConflict(JsonNode json) {
        var claimed = new HashMap<String, Set<JsonNode>>();
        json.path("evidence")
                .forEach(evidence -> evidence.path("claims").properties().stream()
                        .forEach(claim -> claimed.computeIfAbsent(claim.getKey(), any -> new HashSet<>())
                                .add(claim.getValue())));
        return claimed.values().stream().anyMatch(values -> values.size() > 1);
    }
}
