package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Attributes of the nodes and edges of a graph, and the columns of both as tables. {@code Source}, {@code Target}, {@code
 * Type}, {@code Kind}, {@code Id} and {@code Label} are the columns that Gephi knows: its type is whether an edge is
 * directed, and parallel edges are kept apart by their kind.
 */
public final class GraphColumns {

    static final String LABEL = "label";

    private static final List<Column> NODE_ATTRIBUTES = nodeAttributes();
    private static final List<Column> EDGE_ATTRIBUTES = TableColumns.ofRelationships();

    private GraphColumns() {}

    private static List<Column> nodeAttributes() {
        var fields = new LinkedHashSet<>(List.of("kind", "country", "description"));
        for (Kind kind : Kind.values()) {
            kind.properties().stream().map(Property::name).forEach(fields::add);
        }
        fields.addAll(
                List.of("names", "sameAs", "tags", "attributes", "conflicts", "evidence", "recordedAt", "updatedAt"));
        return TableColumns.of(fields, EnumSet.allOf(Kind.class)).stream()
                .filter(column -> !column.name().equals("id"))
                .toList();
    }

    /** Attributes of nodes. */
    static List<Column> ofNodes() {
        return with(List.of(Column.at("name", Column.Type.STRING).named(LABEL)), NODE_ATTRIBUTES);
    }

    /** Attributes of edges. */
    static List<Column> ofEdges() {
        return with(List.of(Column.at("type", Column.Type.STRING).named(LABEL)), EDGE_ATTRIBUTES);
    }

    /** Columns of a table of nodes. */
    static List<Column> ofNodeTable() {
        return with(
                List.of(
                        Column.at("id", Column.Type.STRING).named("Id"),
                        Column.at("name", Column.Type.STRING).named("Label")),
                NODE_ATTRIBUTES);
    }

    /** Columns of a table of relationships, an edge list. */
    public static List<Column> ofEdgeTable() {
        Column type = Column.at("type", Column.Type.STRING);
        return with(
                List.of(
                        Column.at("from.id", Column.Type.STRING).named("Source"),
                        Column.at("to.id", Column.Type.STRING).named("Target"),
                        new Column("Type", Column.Type.STRING, edge -> TextNode.valueOf("Directed")),
                        type.named("Kind"),
                        Column.at("id", Column.Type.STRING).named("Id"),
                        type.named("Label")),
                with(
                        Column.at(
                                List.of("from.kind", "from.name", "from.country", "to.kind", "to.name", "to.country")),
                        EDGE_ATTRIBUTES));
    }

    private static List<Column> with(List<Column> first, List<Column> others) {
        var all = new ArrayList<>(first);
        all.addAll(others);
        return List.copyOf(all);
    }

    /** The id of an end of an edge, where an end is an id or an entity. */
    static String end(JsonNode edge, String end) {
        JsonNode node = edge.path(end);
        return (node.isObject() ? node.path("id") : node).textValue();
    }
}
