package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A pattern as the oracle reads it; it need not check anything. */
final class ParsedPattern {

    private static final Set<String> FUNCTIONS = Set.of("count", "sum", "avg", "min", "max", "collect");
    private static final int MAX_HOPS = 10;

    record Node(String name, boolean named, Set<Kind> kinds, String ref, String within, JsonNode where) {}

    record Edge(
            int number,
            String as,
            Node from,
            Node to,
            Set<RelationshipType> types,
            String direction,
            int least,
            int most,
            boolean optional,
            boolean absent,
            JsonNode where,
            String at) {

        boolean isOne() {
            return least == 1 && most == 1;
        }

        boolean isRequired() {
            return !optional && !absent;
        }

        boolean touches(Node node) {
            return from.equals(node) || to.equals(node);
        }
    }

    record Column(String name, String head, String of, boolean distinct, List<String> fields) {

        boolean isAggregate() {
            return FUNCTIONS.contains(head);
        }

        String variable() {
            return of.contains(".") ? of.substring(0, of.indexOf('.')) : of;
        }

        String term() {
            return of.contains(".") ? of.substring(of.indexOf('.') + 1) : "";
        }
    }

    final JsonNode json;
    final DateInterval at;
    final Map<String, Node> nodes = new LinkedHashMap<>();
    final List<Edge> edges = new ArrayList<>();
    final Set<Node> required = new LinkedHashSet<>();

    ParsedPattern(JsonNode json) {
        this.json = json;
        at = DateInterval.of(
                json.path("validAt").asText(LocalDate.now(Clock.systemUTC()).toString()));
        json.get("nodes").properties().forEach(entry -> node(entry.getKey(), true, entry.getValue()));
        json.path("edges").forEach(edge -> edges.add(edge(edge)));
        edges.stream().filter(Edge::isRequired).forEach(edge -> required.addAll(List.of(edge.from(), edge.to())));
        nodes.values().stream()
                .filter(node -> node.named() && edges.stream().noneMatch(edge -> edge.touches(node)))
                .forEach(required::add);
        if (required.isEmpty()) {
            required.add(nodes.values().iterator().next());
        }
    }

    private Node node(String name, boolean named, JsonNode json) {
        var kinds = EnumSet.noneOf(Kind.class);
        JsonNode given = json.path("kind");
        (given.isArray() ? stream(given) : Stream.of(given))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .forEach(kind -> {
                    if (kind.equals("organization")) {
                        kinds.addAll(Kind.organizations());
                    } else {
                        kinds.add(Kind.fromString(kind));
                    }
                });
        if (given.isMissingNode()) {
            kinds.addAll(EnumSet.allOf(Kind.class));
        }
        var node = new Node(
                name,
                named,
                kinds,
                json.path("ref").asText(null),
                json.path("within").asText(null),
                json.path("where"));
        nodes.put(name, node);
        return node;
    }

    private Edge edge(JsonNode json) {
        var types = EnumSet.noneOf(RelationshipType.class);
        JsonNode given = json.path("type");
        (given.isArray() ? stream(given) : Stream.of(given))
                .filter(JsonNode::isTextual)
                .forEach(type -> types.add(RelationshipType.fromString(type.asText())));
        if (given.isMissingNode()) {
            types.addAll(EnumSet.allOf(RelationshipType.class));
        }
        int number = edges.size();
        String hops = json.path("hops").asText("1");
        String[] ends = hops.equals("*") ? new String[] {"1", ""} : hops.split("\\.\\.", -1);
        int least = Integer.parseInt(ends[0]);
        int most = ends.length == 1 ? least : ends[1].isEmpty() ? MAX_HOPS : Integer.parseInt(ends[1]);
        return new Edge(
                number,
                json.path("as").asText(null),
                end(number + " from", json.get("from")),
                end(number + " to", json.get("to")),
                types,
                json.path("direction").asText("out"),
                least,
                most,
                json.path("optional").asBoolean(),
                json.path("absent").asBoolean(),
                json.path("where"),
                json.path("validAt").asText(null));
    }

    private Node end(String inline, JsonNode json) {
        return json.isObject() ? node(inline, false, json) : nodes.get(json.asText());
    }

    boolean dated(Edge edge) {
        return edge.at() != null
                && edge.at().contains(".")
                && nodes.containsKey(edge.at().substring(0, edge.at().indexOf('.')));
    }

    boolean isOnlyAbsent(Node node) {
        return !required.contains(node)
                && edges.stream().filter(edge -> edge.touches(node)).allMatch(Edge::absent);
    }

    static List<Column> columns(JsonNode pattern) {
        var columns = new ArrayList<Column>();
        for (JsonNode item : pattern.path("return")) {
            if (item.isTextual()) {
                columns.add(new Column(item.asText(), "value", item.asText(), false, List.of()));
                continue;
            }
            String head = Stream.concat(Stream.of("value", "each"), FUNCTIONS.stream())
                    .filter(item::has)
                    .findFirst()
                    .orElseThrow();
            boolean distinct = item.path("distinct").asBoolean();
            String of = item.get(head).asText();
            String name = FUNCTIONS.contains(head) ? "%s(%s%s)".formatted(head, distinct ? "distinct " : "", of) : of;
            columns.add(new Column(
                    item.path("as").asText(name),
                    head,
                    of,
                    distinct,
                    stream(item.path("fields")).map(JsonNode::asText).toList()));
        }
        return columns;
    }
}
