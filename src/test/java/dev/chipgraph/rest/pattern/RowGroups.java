package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.rest.pattern.ParsedPattern.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order that a pattern asks for. */
final class RowGroups {

    private RowGroups() {}

    /** The rows in that order, rows without a value last; each group holds the rows that the order does not distinguish. */
    static List<List<Row>> inOrder(JsonNode pattern, List<Row> rows) {
        var descending = new ArrayList<Boolean>();
        var names = ParsedPattern.columns(pattern);
        for (JsonNode order : pattern.path("orderBy")) {
            boolean minus = order.asText().startsWith("-");
            String name = order.asText().replaceFirst("^-", "");
            boolean whole = names.stream()
                            .filter(column -> column.name().equals(name))
                            .allMatch(column -> column.term().isEmpty() && !column.isAggregate())
                    && !isEdge(pattern, name, names);
            descending.add(minus);
            if (whole) {
                descending.add(minus);
            }
        }
        Comparator<Row> order = (one, other) -> {
            for (int i = 0; i < one.keys().size(); i++) {
                int comparison = compare(one.keys().get(i), other.keys().get(i), descending.get(i));
                if (comparison != 0) {
                    return comparison;
                }
            }
            return 0;
        };
        var groups = new ArrayList<List<Row>>();
        rows.stream().sorted(order).forEach(row -> {
            if (groups.isEmpty() || order.compare(groups.getLast().getFirst(), row) != 0) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(row);
        });
        return groups;
    }

    private static boolean isEdge(JsonNode pattern, String name, List<Column> columns) {
        String variable = columns.stream()
                .filter(column -> column.name().equals(name))
                .map(Column::variable)
                .findFirst()
                .orElse(name);
        return stream(pattern.path("edges"))
                .anyMatch(edge -> edge.path("as").asText().equals(variable));
    }

    @SuppressWarnings("unchecked") // keys of one part of the order are of one class
    private static int compare(Comparable<?> one, Comparable<?> other, boolean descending) {
        if (one == null || other == null) {
            return Boolean.compare(one == null, other == null);
        }
        int comparison = ((Comparable<Object>) one).compareTo(other);
        return descending ? -comparison : comparison;
    }
}
