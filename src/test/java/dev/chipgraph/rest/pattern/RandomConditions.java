package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.NODES;
import static dev.chipgraph.rest.pattern.PatternJson.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Property;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes up conditions. */
final class RandomConditions {

    private final Dice dice;
    private final List<String> dates;

    RandomConditions(Dice dice, List<String> dates) {
        this.dice = dice;
        this.dates = dates;
    }

    static List<String> allowed(List<Property> properties, String term) {
        return properties.stream()
                .filter(property -> property.name().equals(term))
                .flatMap(property -> property.values().stream())
                .toList();
    }

    /** A condition on a value, given the value of an example. */
    JsonNode condition(Form form, JsonNode value, List<String> allowed) {
        boolean none = value.isNull() || (value.isArray() && value.isEmpty());
        var condition = NODES.objectNode();
        if (form == Form.LOCATION || (form != Form.NAME && form != Form.SOURCE && none && dice.chance(60))) {
            return form == Form.TRUTH || form == Form.INSTANT ? value : condition.put("exists", dice.chance(50));
        }
        return switch (form) {
            case TRUTH -> NODES.booleanNode(dice.chance(80) == value.asBoolean());
            case INSTANT ->
                condition.put(
                        dice.any(List.of("gt", "gte", "lt", "lte")), none ? "2026-01-01T00:00:00Z" : value.asText());
            case NUMBER -> number(none ? NODES.numberNode(2) : value, condition);
            case DATE -> date(none ? date() : value.asText(), condition);
            case MONEY -> {
                condition.put(
                        dice.any(List.of("gt", "gte", "lt", "lte")),
                        none ? 300_000_000 : 200_000_000 + dice.nextInt(2) * 325_000_000);
                yield condition.put("currency", dice.chance(85) ? "USD" : "KRW");
            }
            case LIST, SOURCE, NAME -> {
                String item = !allowed.isEmpty() && (none || dice.chance(20))
                        ? dice.any(allowed)
                        : none ? "nothing" : dice.any(stream(value).toList()).asText();
                String other = !allowed.isEmpty()
                        ? dice.any(allowed)
                        : none || dice.chance(50)
                                ? "something"
                                : dice.any(stream(value).toList()).asText();
                yield form == Form.LIST ? list(item, other, condition) : text(form, item, other, condition);
            }
            default -> {
                boolean closed = !allowed.isEmpty();
                String text = none ? closed ? dice.any(allowed) : "x" : value.asText();
                yield text(form, text, closed ? dice.any(allowed) : text + "x", condition);
            }
        };
    }

    private JsonNode list(String item, String other, ObjectNode condition) {
        return switch (dice.nextInt(6)) {
            case 0 -> NODES.textNode(item);
            case 1 -> condition.put("has", item);
            case 2 -> condition.set("hasAny", NODES.arrayNode().add(item).add(other));
            case 3 -> condition.set("hasAll", NODES.arrayNode().add(item).add(other));
            case 4 -> NODES.arrayNode().add(other).add(item);
            default -> condition.put("exists", dice.chance(60));
        };
    }

    private JsonNode text(Form form, String text, String other, ObjectNode condition) {
        int start = dice.nextInt(Math.max(1, text.length() - 2));
        String part = text.substring(start, Math.min(text.length(), start + 1 + dice.nextInt(6)));
        // A name of which nothing is left when it is folded is none.
        String letters = form == Form.NAME && part.codePoints().noneMatch(Character::isLetterOrDigit) ? text : part;
        return switch (dice.nextInt(form == Form.SOURCE ? 3 : form == Form.NAME ? 5 : 7)) {
            case 0 -> NODES.textNode(text);
            case 1 -> condition.set("in", NODES.arrayNode().add(text).add(other));
            case 2 -> NODES.arrayNode().add(other).add(text);
            case 3 -> condition.put("contains", dice.chance(50) ? letters : letters.toUpperCase(Locale.ROOT));
            case 4 -> condition.put("startsWith", text.substring(0, Math.min(text.length(), 3)));
            case 5 -> condition.put("ne", text);
            default -> condition.put("exists", dice.chance(70));
        };
    }

    private JsonNode number(JsonNode value, ObjectNode condition) {
        return switch (dice.nextInt(8)) {
            case 0 -> value;
            case 1 -> condition.set("in", NODES.arrayNode().add(value).add(7));
            case 2 -> condition.set("ne", value);
            case 3 -> condition.put("gte", value.asDouble() - 0.5).set("lt", value);
            case 7 -> condition.put("exists", dice.chance(70));
            default -> condition.set(dice.any(List.of("gt", "gte", "lt", "lte", "eq")), value);
        };
    }

    private JsonNode date(String date, ObjectNode condition) {
        String shorter = date.substring(
                0,
                dice.any(Stream.of(4, 7, 10)
                        .filter(length -> length <= date.length())
                        .toList()));
        return switch (dice.nextInt(9)) {
            case 0 -> NODES.textNode(shorter);
            case 1 -> condition.set("in", NODES.arrayNode().add(shorter).add("1999-01"));
            case 2 -> condition.put("ne", shorter);
            case 3 -> condition.put("gte", shorter).put("lt", date());
            case 4 -> condition.put("exists", dice.chance(70));
            default ->
                condition.put(dice.any(List.of("gt", "gte", "lt", "lte", "eq")), dice.chance(60) ? shorter : date());
        };
    }

    String date() {
        return dice.any(dates);
    }
}
