package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Writes JSON values as text: as the cells of tables and the attributes of graphs. A list is one text with items separated
 * by "; ", and so are values by names, each after its name. An object in a list is shown by its id or value, by the id of
 * its source, an amount with its currency, or else by all of its values and the entity it is about.
 *
 * @param decimal what separates the decimals of a number
 */
record CellText(String decimal) {

    private static final String SEPARATOR = "; ";
    private static final String[] IDENTIFYING_FIELDS = {"id", "value", "field"};

    String of(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return children(value)
                    .map(item -> item.isObject() ? object(item, this::values) : of(item))
                    .collect(Collectors.joining(SEPARATOR));
        }
        if (value.isObject()) {
            return object(value, this::named);
        }
        if (value.isNumber()) {
            return value.decimalValue().toPlainString().replace(".", decimal);
        }
        return value.asText();
    }

    /**
     * The same, with an apostrophe in front of text that a spreadsheet would take for a formula, which marks it as text
     * (OWASP, CSV injection).
     */
    String safe(JsonNode value) {
        String text = of(value);
        return value.isNumber() || text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }

    /** Values by names, such as attributes. */
    private String named(JsonNode values) {
        return values.properties().stream()
                .map(field -> field.getKey() + ": " + of(field.getValue()))
                .collect(Collectors.joining(SEPARATOR));
    }

    /** An object by its source, amount or identifying field, otherwise as the function writes it. */
    private String object(JsonNode value, Function<JsonNode, String> otherwise) {
        if (value.path("source").isObject()) {
            return of(value.path("source").path("id"));
        }
        if (value.path("currency").isTextual()) {
            return amount(value);
        }
        var one = Stream.of(IDENTIFYING_FIELDS)
                .map(value::path)
                .filter(JsonNode::isValueNode)
                .findFirst();
        return one.map(this::of).orElseGet(() -> otherwise.apply(value));
    }

    /** All values of an object in a list, and the entity it is about. */
    private String values(JsonNode value) {
        var about = children(value).filter(child -> child.has("id")).findFirst();
        return value.properties().stream()
                .filter(field ->
                        field.getValue().isValueNode() && !field.getValue().isBoolean())
                // Readers of a table need neither the id of a relationship nor, beside an entity, a number of sources.
                .filter(field -> !field.getKey().equals("relationship")
                        && !(about.isPresent() && field.getValue().isNumber()))
                .map(field -> of(field.getValue()))
                .collect(Collectors.joining(
                        " ", "", about.map(entity -> ", " + of(entity)).orElse("")))
                .replaceFirst("^, ", "");
    }

    /** An amount or a range of amounts, which may be open, such as {@code 550000000 USD} or {@code 1000.. VND}. */
    private String amount(JsonNode money) {
        String number =
                money.has("value") ? of(money.path("value")) : of(money.path("min")) + ".." + of(money.path("max"));
        return number + " " + money.path("currency").textValue();
    }

    private static Stream<JsonNode> children(JsonNode value) {
        return StreamSupport.stream(value.spliterator(), false);
    }
}
