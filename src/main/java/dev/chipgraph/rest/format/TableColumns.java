package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Location;
import dev.chipgraph.model.Money;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Columns and cells of answers as tables. A column is named by the path to its value, such as {@code amount.currency}.
 * A list is one cell with items separated by "; ". An object in a list is shown by its id or value, by the id of its
 * source, an amount with its currency, or else by all of its values and the entity it is about.
 */
public final class TableColumns {

    private static final List<String> REF = List.of("id", "kind", "name", "country");
    private static final List<String> MONEY = List.of("value", "min", "max", "currency");
    private static final List<String> IDENTIFYING_FIELDS = List.of("id", "value", "field");

    private TableColumns() {}

    /** Columns of entities of these kinds, for these fields. */
    public static List<String> of(Collection<String> fields, Set<Kind> kinds) {
        var columns = new LinkedHashSet<String>(List.of("id"));
        for (String field : fields) {
            var property = kinds.stream()
                    .flatMap(kind -> kind.property(field).stream())
                    .findFirst();
            property.map(found -> found.type() == Property.Type.MONEY
                            ? under(field, MONEY)
                            : found.type() == Property.Type.LOCATION
                                    ? under(field, List.of("lat", "lon"))
                                    : List.of(field))
                    .orElse(List.of(field))
                    .forEach(columns::add);
        }
        return List.copyOf(columns);
    }

    /** Columns of a record, including those of nested records. */
    public static List<String> of(Class<?> type) {
        if (type == Relationship.class) {
            return Stream.of(
                            List.of("id", "type"),
                            under("from", REF),
                            under("to", REF),
                            Arrays.stream(RelationshipType.values())
                                    .flatMap(each -> each.properties().stream())
                                    .map(Property::name)
                                    .distinct()
                                    .toList(),
                            List.of(
                                    "validFrom",
                                    "validTo",
                                    "attestedOn",
                                    "attested",
                                    "recordedAt",
                                    "supersededAt",
                                    "evidence"))
                    .flatMap(List::stream)
                    .toList();
        }
        var columns = new ArrayList<String>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            Class<?> inner = component.getType();
            if (inner == Entity.class || inner == Entity.Ref.class) {
                columns.addAll(under(name, REF));
            } else if (inner == Money.class || inner == Location.class) {
                columns.addAll(under(name, MONEY));
            } else if (inner == Evidence.SourceRef.class) {
                columns.addAll(under(name, List.of("id", "name", "publisher", "publishedOn")));
            } else if (inner.isRecord() && inner.getRecordComponents().length > 1) {
                columns.addAll(under(name, of(inner)));
            } else {
                columns.add(name);
            }
        }
        return columns;
    }

    private static List<String> under(String name, List<String> columns) {
        return columns.stream().map(column -> name + "." + column).toList();
    }

    /** The cell of an item in a column. */
    static String cell(JsonNode item, String column) {
        JsonNode value = item.get(column);
        if (value == null) {
            value = item;
            for (String step : column.split("\\.", -1)) {
                value = value.path(step);
            }
        }
        return text(value);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? escapeFormula(value.textValue()) : plain(value);
    }

    /** A value as the text that tables and graph formats show. */
    static String plain(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return children(value).map(TableColumns::text).collect(Collectors.joining("; "));
        }
        if (value.isObject()) {
            return object(value);
        }
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        return value.asText();
    }

    private static String object(JsonNode value) {
        if (value.path("source").isObject()) {
            return text(value.path("source").path("id"));
        }
        if (value.path("currency").isTextual()) {
            return amount(value);
        }
        var one = IDENTIFYING_FIELDS.stream()
                .map(value::path)
                .filter(JsonNode::isValueNode)
                .findFirst();
        if (one.isPresent()) {
            return text(one.get());
        }
        var about = children(value).filter(child -> child.has("id")).findFirst();
        return value.properties().stream()
                .filter(field -> field.getValue().isValueNode())
                // Readers of a table need neither the id of a relationship nor, beside an entity, a number of sources.
                .filter(field -> !field.getKey().equals("relationship")
                        && !(about.isPresent() && field.getValue().isNumber()))
                .map(field -> text(field.getValue()))
                .collect(Collectors.joining(
                        " ", "", about.map(entity -> ", " + text(entity)).orElse("")))
                .replaceFirst("^, ", "");
    }

    /** An amount or a range of amounts, which may be open, such as {@code 550000000 USD} or {@code 1000.. VND}. */
    private static String amount(JsonNode money) {
        String number = money.has("value")
                ? plain(money.path("value"))
                : plain(money.path("min")) + ".." + plain(money.path("max"));
        return number + " " + money.path("currency").textValue();
    }

    private static Stream<JsonNode> children(JsonNode value) {
        return StreamSupport.stream(value.spliterator(), false);
    }

    /**
     * Prefixes text that a spreadsheet would take for a formula with an apostrophe, which marks it as text (OWASP, CSV
     * injection).
     */
    private static String escapeFormula(String text) {
        return text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
