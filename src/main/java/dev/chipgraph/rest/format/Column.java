package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chipgraph.model.Constraint;
import dev.chipgraph.model.Property;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A column of a table, or an attribute of the nodes or edges of a graph.
 *
 * @param name its name
 * @param type type of the values
 * @param value finds the value of an item
 */
public record Column(String name, Type type, UnaryOperator<JsonNode> value) {

    /** Types of attributes, by their names in GraphML. */
    public enum Type {
        STRING,
        DOUBLE,
        INT,
        BOOLEAN;

        static Type of(Property property) {
            if (property.many() || property.type() != Property.Type.NUMBER) {
                return STRING;
            }
            return property.constraint() == Constraint.YEAR ? INT : DOUBLE;
        }
    }

    /** The column of the values that a path such as {@code amount.currency} leads to. */
    static Column at(String path, Type type) {
        return new Column(path, type, item -> find(item, path));
    }

    /** The column of a field, of which amounts and positions have columns of their own. */
    static Column simple(String field, Type type) {
        return new Column(field, type, item -> {
            JsonNode value = item.path(field);
            return type != Type.STRING && value.isObject() ? MissingNode.getInstance() : value;
        });
    }

    /** The columns of the texts that paths lead to. */
    public static List<Column> at(List<String> paths) {
        return paths.stream().map(path -> at(path, Type.STRING)).toList();
    }

    Column named(String other) {
        return new Column(other, type, value);
    }

    private static JsonNode find(JsonNode item, String path) {
        JsonNode whole = item.get(path);
        if (whole != null) {
            return whole;
        }
        JsonNode value = item;
        for (String step : path.split("\\.", -1)) {
            value = value.path(step);
        }
        return value;
    }
}
