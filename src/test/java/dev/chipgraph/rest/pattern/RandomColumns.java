package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.NODES;
import static dev.chipgraph.rest.pattern.PatternJson.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Makes up columns and their order. */
final class RandomColumns {

    private final RandomPattern pattern;
    private final Dice dice;

    RandomColumns(RandomPattern pattern, Dice dice) {
        this.pattern = pattern;
        this.dice = dice;
    }

    /** Adds columns and an order to the pattern; returns whether it is grouped. */
    boolean add(ObjectNode nodes) {
        var names = new ArrayList<>(pattern.examples.keySet());
        names.removeAll(pattern.absent);
        if (dice.chance(15)) {
            order(names);
            return false;
        }
        var columns = NODES.arrayNode();
        var ordered = new ArrayList<String>();
        boolean grouped = dice.chance(40);
        var given = new HashSet<String>();
        for (int i = 1 + dice.nextInt(4); i > 0; i--) {
            boolean edge = !pattern.named.isEmpty() && dice.chance(30);
            String variable = edge ? dice.any(List.copyOf(pattern.named.keySet())) : dice.any(names);
            var terms = edge ? new ArrayList<>(RandomTerms.OF_RELATIONSHIPS) : new ArrayList<>(RandomTerms.OF_ENTITIES);
            if (edge) {
                pattern.named.get(variable).type().properties().forEach(property -> {
                    // The relationship may be of any of the types that the edge has, but only of those.
                    if (stream(pattern.edges)
                            .anyMatch(json -> json.path("as").asText().equals(variable)
                                    && json.path("type")
                                            .asText()
                                            .equals(pattern.named
                                                    .get(variable)
                                                    .type()
                                                    .wire()))) {
                        terms.add(property.name());
                    }
                });
            } else {
                var own = RandomTerms.of(pattern.examples.get(variable).kind());
                terms.addAll(own);
                terms.addAll(own);
                if (nodes.get(variable).path("kind").asText().equals("indicator")) {
                    terms.add("value");
                }
            }
            String term = dice.any(terms);
            Form form = edge
                    ? Form.of(pattern.named.get(variable).type(), term).orElseThrow()
                    : Form.of(pattern.examples.get(variable).kind(), term).orElseThrow();
            boolean sortable = form != Form.LIST && form != Form.MONEY && form != Form.LOCATION;
            String value = variable + "." + term;
            var column = NODES.objectNode();
            JsonNode added = column;
            int choice = grouped && dice.chance(60) ? 10 : dice.nextInt(10);
            if (choice < 3) {
                added = dice.chance(70) ? NODES.textNode(variable) : column.put("value", variable);
                sortable = true;
            } else if (choice == 3 && !edge) {
                column.put("value", variable);
                var fields = column.putArray("fields");
                dice.shuffle(terms);
                terms.stream().distinct().limit(3).forEach(fields::add);
                sortable = true;
            } else if (choice == 4 && !edge) {
                column.put(
                        "each",
                        variable + "." + (pattern.examples.get(variable).kind() == Kind.COMPANY ? "types" : "names"));
                sortable = true;
            } else if (choice < 10) {
                added = dice.chance(70) ? NODES.textNode(value) : column.put("value", value);
            } else {
                sortable = aggregate(column, edge, variable, value, form, sortable);
            }
            String name = "c" + i;
            if (!added.isTextual() && dice.chance(60)) {
                column.put("as", name);
            } else if (added.isTextual()) {
                name = added.asText();
            } else {
                name = column.properties().iterator().next().getValue().asText();
                for (String function : List.of("count", "sum", "avg", "min", "max", "collect")) {
                    if (column.has(function)) {
                        name = "%s(%s%s)"
                                .formatted(
                                        function,
                                        column.path("distinct").asBoolean() ? "distinct " : "",
                                        column.get(function).asText());
                    }
                }
            }
            if (given.add(name)) {
                columns.add(added);
                if (sortable) {
                    ordered.add(name);
                }
            }
        }
        pattern.json.set("return", columns);
        order(ordered);
        return grouped;
    }

    private boolean aggregate(
            ObjectNode column, boolean edge, String variable, String value, Form form, boolean sortable) {
        boolean number = form == Form.NUMBER;
        int choice = dice.nextInt(7);
        if (choice == 0) {
            column.put("count", "*");
            return true;
        }
        if (choice == 1 || !sortable) {
            column.put("count", dice.chance(60) ? variable : value);
        } else if (choice == 2 && number) {
            column.put(dice.chance(50) ? "sum" : "avg", value);
        } else if (choice == 3 || choice == 4) {
            column.put(dice.chance(50) ? "min" : "max", value);
        } else {
            column.put("collect", edge || dice.chance(60) ? value : variable);
        }
        if (dice.chance(45)) {
            column.put("distinct", dice.chance(80));
        }
        return !column.has("collect");
    }

    private void order(List<String> columns) {
        if (!columns.isEmpty() && dice.chance(50)) {
            var shuffled = new ArrayList<>(columns);
            dice.shuffle(shuffled);
            var order = pattern.json.putArray("orderBy");
            shuffled.stream()
                    .limit(dice.chance(60) ? 1 : 2)
                    .forEach(column -> order.add(dice.chance(40) ? "-" + column : column));
        }
    }
}
