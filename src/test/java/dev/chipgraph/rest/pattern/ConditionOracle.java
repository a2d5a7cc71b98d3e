package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.NODES;
import static dev.chipgraph.rest.pattern.PatternJson.list;
import static dev.chipgraph.rest.pattern.PatternJson.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Folding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Whether values fulfil conditions. */
final class ConditionOracle {

    private ConditionOracle() {}

    static boolean fits(Form form, JsonNode value, JsonNode condition) {
        boolean list = form == Form.LIST;
        if (condition.isArray()) {
            return fits(form, list ? "hasAny" : "in", value, condition);
        }
        if (!condition.isObject()) {
            return fits(form, list ? "has" : "eq", value, condition);
        }
        return condition.properties().stream().allMatch(entry -> fits(form, entry.getKey(), value, entry.getValue()));
    }

    private static boolean fits(Form form, String operator, JsonNode value, JsonNode operand) {
        if (operator.equals("exists")) {
            return value.isNull() != operand.booleanValue();
        }
        if (value.isNull()) {
            return operator.equals("ne");
        }
        return switch (operator) {
            case "ne" -> !fits(form, "eq", value, operand);
            case "in" -> stream(operand).anyMatch(item -> fits(form, "eq", value, item));
            case "has" -> stream(value).anyMatch(operand::equals);
            case "hasAny" -> stream(operand).anyMatch(item -> fits(form, "has", value, item));
            case "hasAll" -> stream(operand).allMatch(item -> fits(form, "has", value, item));
            case "currency" -> value.path("currency").equals(operand);
            default ->
                switch (form) {
                    case NAME -> stream(value).anyMatch(name -> text(operator, name, operand));
                    case SOURCE -> stream(value).anyMatch(operand::equals);
                    case TEXT -> text(operator, value, operand);
                    case DATE -> date(operator, DateInterval.of(value.asText()), DateInterval.of(operand.asText()));
                    case MONEY -> money(operator, value, operand);
                    case INSTANT ->
                        compares(operator, Instant.parse(value.asText()).compareTo(Instant.parse(operand.asText())));
                    case NUMBER -> compares(operator, value.decimalValue().compareTo(operand.decimalValue()));
                    case TRUTH -> value.equals(operand);
                    case LIST, LOCATION -> throw new IllegalArgumentException(operator);
                };
        };
    }

    private static boolean text(String operator, JsonNode value, JsonNode operand) {
        String text = value.asText();
        return switch (operator) {
            case "eq" -> text.equals(operand.asText());
            case "contains" ->
                text.toLowerCase(Locale.ROOT).contains(operand.asText().toLowerCase(Locale.ROOT));
            case "startsWith" ->
                text.toLowerCase(Locale.ROOT).startsWith(operand.asText().toLowerCase(Locale.ROOT));
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** Later and earlier must hold for every day of a partial date, at least and at most for one. */
    private static boolean date(String operator, DateInterval value, DateInterval operand) {
        return switch (operator) {
            case "eq" -> operand.contain(value);
            case "gt" -> value.first().isAfter(operand.last());
            case "gte" -> !value.last().isBefore(operand.first());
            case "lt" -> value.last().isBefore(operand.first());
            case "lte" -> !value.first().isAfter(operand.last());
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static boolean money(String operator, JsonNode value, JsonNode operand) {
        var ends = operator.startsWith("g") ? List.of("value", "max", "min") : List.of("value", "min", "max");
        JsonNode end = value.path(ends.stream().filter(value::has).findFirst().orElseThrow());
        return end.isNumber() && compares(operator, end.decimalValue().compareTo(operand.decimalValue()));
    }

    private static boolean compares(String operator, int comparison) {
        return switch (operator) {
            case "eq" -> comparison == 0;
            case "gt" -> comparison > 0;
            case "gte" -> comparison >= 0;
            case "lt" -> comparison < 0;
            case "lte" -> comparison <= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** The names of an entity, or the names in a condition, folded. */
    static JsonNode folded(JsonNode names) {
        return switch (names) {
            case ObjectNode object -> {
                var folded = NODES.objectNode();
                object.properties().forEach(entry -> folded.set(entry.getKey(), folded(entry.getValue())));
                yield folded;
            }
            case ArrayNode array -> list(stream(array).map(ConditionOracle::folded));
            default -> NODES.textNode(Folding.fold(names.asText()));
        };
    }
}
