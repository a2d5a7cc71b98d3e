package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.NODES;
import static dev.chipgraph.rest.pattern.PatternJson.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.rest.pattern.ParsedPattern.Column;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A row of an answer.
 *
 * @param cells what is shown, by column: of an entity or relationship its id
 * @param keys what it is ordered by: a comparable value or null for each part of the order
 */
record Row(Map<String, JsonNode> cells, List<Comparable<?>> keys) {

    private static final MathContext DIGITS = new MathContext(9);

    String canonical() {
        return canonical(cells);
    }

    /** One text for all equal rows: numbers are rounded to nine digits, the order of lists does not matter. */
    static String canonical(Map<String, JsonNode> row) {
        return new TreeMap<>(row)
                .entrySet().stream()
                        .map(cell -> cell.getKey() + "=" + canonical(cell.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    static String canonical(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().round(DIGITS).stripTrailingZeros().toPlainString();
        }
        if (value.isArray()) {
            return stream(value).map(Row::canonical).sorted().toList().toString();
        }
        if (value.isObject()) {
            var fields = new LinkedHashMap<String, JsonNode>();
            value.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> fields.put(field.getKey(), field.getValue()));
            return canonical(fields);
        }
        return value.toString();
    }

    /** The cells of the rows that the service answered, in the form of the oracle's. */
    static List<Map<String, JsonNode>> cells(JsonNode pattern, List<JsonNode> items) {
        var columns = ParsedPattern.columns(pattern).stream().collect(Collectors.toMap(Column::name, column -> column));
        var rows = new ArrayList<Map<String, JsonNode>>();
        for (JsonNode item : items) {
            var row = new LinkedHashMap<String, JsonNode>();
            item.properties().forEach(cell -> {
                Column column = columns.get(cell.getKey());
                JsonNode value = cell.getValue();
                boolean whole = column == null
                        || (column.fields().isEmpty() && !column.of().contains("."));
                if (whole && value.has("id")) {
                    value = value.get("id");
                } else if (whole && value.isArray()) {
                    var ids = NODES.arrayNode();
                    value.forEach(ref -> ids.add(ref.get("id")));
                    value = ids;
                }
                row.put(cell.getKey(), value);
            });
            rows.add(row);
        }
        return rows;
    }
}
