package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.NODES;
import static dev.chipgraph.rest.pattern.PatternJson.list;
import static dev.chipgraph.rest.pattern.PatternJson.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.chipgraph.model.Folding;
import dev.chipgraph.rest.pattern.GraphSnapshot.Entity;
import dev.chipgraph.rest.pattern.ParsedPattern.Column;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers patterns by trying everything over a snapshot of the graph. It shares nothing with the service but the
 * vocabulary, dates and the folding of names.
 */
final class PatternOracle {

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*Z");
    /** The service cuts longer lists off, and which values it keeps is not specified. */
    private static final int MAX_COLLECTED = 1_000;

    private final GraphSnapshot graph;
    private final ParsedPattern pattern;

    private PatternOracle(GraphSnapshot graph, ParsedPattern pattern) {
        this.graph = graph;
        this.pattern = pattern;
    }

    /**
     * The rows of a pattern, in no order.
     *
     * @throws TooManySteps when trying everything would take too long
     */
    static List<Row> rows(GraphSnapshot graph, JsonNode pattern) {
        return new PatternOracle(graph, new ParsedPattern(pattern)).rows();
    }

    private List<Row> rows() {
        var columns = new ArrayList<>(ParsedPattern.columns(pattern.json));
        if (columns.isEmpty()) {
            pattern.nodes.values().stream()
                    .filter(node -> node.named() && !pattern.isOnlyAbsent(node))
                    .forEach(node -> columns.add(new Column(node.name(), "value", node.name(), false, List.of())));
        }
        List<Map<String, JsonNode>> assigned = new ArrayList<>();
        for (Map<String, String> assignment : new MatchOracle(graph, pattern).matches()) {
            List<Map<String, JsonNode>> unwound = List.of(Map.of());
            for (Column column : columns) {
                unwound = unwound.stream()
                        .flatMap(cells -> cells(column, assignment).map(value -> {
                            var more = new LinkedHashMap<>(cells);
                            more.put(column.name(), value);
                            return more;
                        }))
                        .collect(Collectors.toList());
            }
            assigned.addAll(unwound);
        }
        boolean grouped = columns.stream().anyMatch(Column::isAggregate);
        if (!grouped) {
            var rows = pattern.json.path("distinct").asBoolean(true) ? distinct(assigned) : assigned;
            return rows.stream().map(row -> row(columns, row)).toList();
        }
        var plain = columns.stream().filter(column -> !column.isAggregate()).toList();
        Map<String, List<Map<String, JsonNode>>> groups = new LinkedHashMap<>();
        if (plain.isEmpty()) {
            groups.put("", assigned);
        } else {
            assigned.forEach(cells -> groups.computeIfAbsent(key(plain, cells), any -> new ArrayList<>())
                    .add(cells));
        }
        return groups.values().stream()
                .map(group -> {
                    var cells = new LinkedHashMap<String, JsonNode>();
                    for (Column column : columns) {
                        cells.put(
                                column.name(),
                                column.isAggregate()
                                        ? aggregate(column, group.stream().map(row -> row.get(column.name())))
                                        : group.getFirst().get(column.name()));
                    }
                    return row(columns, cells);
                })
                .toList();
    }

    private static String key(List<Column> columns, Map<String, JsonNode> cells) {
        return columns.stream()
                .map(column -> Row.canonical(cells.get(column.name())))
                .toList()
                .toString();
    }

    private static List<Map<String, JsonNode>> distinct(List<Map<String, JsonNode>> rows) {
        var distinct = new LinkedHashMap<String, Map<String, JsonNode>>();
        rows.forEach(row -> distinct.putIfAbsent(Row.canonical(row), row));
        return List.copyOf(distinct.values());
    }

    /** The values of a column for a match: ids of entities and relationships, and each item of a list once. */
    private Stream<JsonNode> cells(Column column, Map<String, String> assignment) {
        if (column.of().equals("*")) {
            return Stream.of(NODES.booleanNode(true));
        }
        String id = assignment.get(column.variable());
        if (id == null) {
            return Stream.of(NullNode.instance);
        }
        if (column.term().isEmpty()) {
            return Stream.of(NODES.textNode(id));
        }
        JsonNode value = pattern.nodes.containsKey(column.variable())
                ? graph.value(graph.entities.get(id), column.term())
                : graph.value(graph.relationships.get(id), column.term());
        if (!column.head().equals("each")) {
            return Stream.of(value);
        }
        return value.isEmpty() ? Stream.of(NullNode.instance) : stream(value).distinct();
    }

    private static JsonNode aggregate(Column column, Stream<JsonNode> cells) {
        var values = new ArrayList<>(cells.filter(cell -> !cell.isNull()).toList());
        if (column.distinct()) {
            var kept = new LinkedHashMap<String, JsonNode>();
            values.forEach(value -> kept.putIfAbsent(Row.canonical(value), value));
            values = new ArrayList<>(kept.values());
        }
        var numbers = values.stream().filter(JsonNode::isNumber).map(JsonNode::decimalValue);
        return switch (column.head()) {
            case "count" -> NODES.numberNode(values.size());
            case "sum" -> NODES.numberNode(numbers.reduce(BigDecimal.ZERO, BigDecimal::add));
            case "avg" ->
                values.isEmpty()
                        ? NullNode.instance
                        : NODES.numberNode(numbers.reduce(BigDecimal.ZERO, BigDecimal::add)
                                .divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64));
            case "min" -> values.stream().min(PatternOracle::compare).orElse(NullNode.instance);
            case "max" -> values.stream().max(PatternOracle::compare).orElse(NullNode.instance);
            case "collect" -> {
                if (values.size() > MAX_COLLECTED) {
                    throw new TooManySteps();
                }
                yield list(values.stream());
            }
            default -> throw new IllegalArgumentException(column.head());
        };
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        if (one.isBoolean()) {
            return Boolean.compare(one.asBoolean(), other.asBoolean());
        }
        return INSTANT.matcher(one.asText()).matches()
                ? Instant.parse(one.asText()).compareTo(Instant.parse(other.asText()))
                : one.asText().compareTo(other.asText());
    }

    /** A row with what it shows and what it is ordered by. */
    private Row row(List<Column> columns, Map<String, JsonNode> values) {
        var keys = new ArrayList<Comparable<?>>();
        for (JsonNode order : pattern.json.path("orderBy")) {
            String name = order.asText().replaceFirst("^-", "");
            Column column = columns.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            JsonNode value = values.get(name);
            boolean whole = column.term().isEmpty() && !column.isAggregate();
            Entity entity =
                    whole && pattern.nodes.containsKey(column.variable()) ? graph.entities.get(value.asText()) : null;
            if (whole && pattern.nodes.containsKey(column.variable())) {
                keys.add(
                        entity == null
                                ? null
                                : Folding.fold(entity.json().get("name").asText()));
            }
            keys.add(comparable(value));
        }
        var cells = new LinkedHashMap<String, JsonNode>();
        for (Column column : columns) {
            JsonNode value = values.get(column.name());
            if (column.fields().isEmpty() || value.isNull()) {
                cells.put(column.name(), value);
            } else {
                var shown = NODES.objectNode();
                column.fields()
                        .forEach(field -> shown.set(field, graph.value(graph.entities.get(value.asText()), field)));
                cells.put(column.name(), shown);
            }
        }
        return new Row(cells, keys);
    }

    private static Comparable<?> comparable(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return INSTANT.matcher(value.asText()).matches() ? Instant.parse(value.asText()) : value.asText();
    }
}
