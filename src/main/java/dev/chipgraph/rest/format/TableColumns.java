package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Location;
import dev.chipgraph.model.Money;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelatedField;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Columns of answers as tables. A column is named by the path to its value, such as {@code amount.currency}. */
public final class TableColumns {

    private static final List<String> REF = List.of("id", "kind", "name", "country");
    private static final List<String> POSITION = List.of("lat", "lon");
    private static final List<String> MONEY = List.of("value", "min", "max", "currency");

    private TableColumns() {}

    /** Columns of entities of these kinds, for these fields. */
    public static List<Column> of(Collection<String> fields, Set<Kind> kinds) {
        var columns = new LinkedHashMap<String, Column>();
        Stream.concat(Stream.of("id"), fields.stream())
                .flatMap(field -> RelatedField.names().contains(field)
                        ? ofRelated(field)
                        : of(
                                field,
                                kinds.stream()
                                        .flatMap(kind -> kind.property(field).stream())
                                        .toList()))
                .forEach(column -> columns.putIfAbsent(column.name(), column));
        return List.copyOf(columns.values());
    }

    /** The names of the entities in a field, each after the position that is held there, and their ids. */
    private static Stream<Column> ofRelated(String field) {
        return Stream.of(
                new Column(
                        field,
                        Column.Type.STRING,
                        item -> texts(
                                item.path(field),
                                other -> Stream.of(other.path("position"), other.path("name"))
                                        .filter(JsonNode::isTextual)
                                        .map(JsonNode::textValue)
                                        .collect(Collectors.joining(", ")))),
                new Column(
                        field + ".id",
                        Column.Type.STRING,
                        item -> texts(
                                item.path(field), other -> other.path("id").textValue())));
    }

    private static JsonNode texts(JsonNode others, Function<JsonNode, String> text) {
        var texts = JsonNodeFactory.instance.arrayNode();
        others.forEach(other -> texts.add(text.apply(other)));
        return texts;
    }

    /** Columns of a field, which may be an amount for one kind and a number for another. */
    private static Stream<Column> of(String field, List<Property> properties) {
        var simple = properties.stream()
                .filter(property -> property.type() != Property.Type.MONEY && property.type() != Property.Type.LOCATION)
                .map(Column.Type::of)
                .distinct()
                .toList();
        var types = properties.stream().map(Property::type).collect(Collectors.toSet());
        var columns = new ArrayList<Column>();
        if (!simple.isEmpty() || properties.isEmpty()) {
            columns.add(Column.simple(field, simple.size() == 1 ? simple.getFirst() : Column.Type.STRING));
        }
        if (types.contains(Property.Type.MONEY)) {
            under(field, MONEY)
                    .forEach(path -> columns.add(
                            Column.at(path, path.endsWith("currency") ? Column.Type.STRING : Column.Type.DOUBLE)));
        }
        if (types.contains(Property.Type.LOCATION)) {
            under(field, POSITION).forEach(path -> columns.add(Column.at(path, Column.Type.DOUBLE)));
        }
        return columns.stream();
    }

    /** Columns of the properties that relationships have besides their ends and type. */
    static List<Column> ofRelationships() {
        var columns = new LinkedHashMap<String, Column>();
        Arrays.stream(RelationshipType.values())
                .flatMap(type -> type.properties().stream())
                .map(property -> Column.at(property.name(), Column.Type.of(property)))
                .forEach(column -> columns.putIfAbsent(column.name(), column));
        var all = new ArrayList<>(columns.values());
        all.addAll(Column.at(List.of("validFrom", "validTo", "attestedOn")));
        all.add(Column.at("attested", Column.Type.BOOLEAN));
        all.addAll(Column.at(List.of("recordedAt", "supersededAt", "evidence")));
        return all;
    }

    /** Columns of a record, including those of nested records. */
    public static List<Column> of(Class<?> type) {
        if (type == Relationship.class) {
            var columns = new ArrayList<>(Column.at(List.of("id", "type")));
            columns.addAll(Column.at(under("from", REF)));
            columns.addAll(Column.at(under("to", REF)));
            columns.addAll(ofRelationships());
            return columns;
        }
        Set<String> references = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] == Entity.Ref.class)
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        return paths(type).stream()
                .flatMap(path ->
                        references.contains(path) ? ofRelated(path) : Stream.of(Column.at(path, Column.Type.STRING)))
                .toList();
    }

    private static List<String> paths(Class<?> type) {
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
            } else if (inner == Relationship.class) {
                columns.addAll(under(name, of(inner).stream().map(Column::name).toList()));
            } else if (inner.isRecord() && inner.getRecordComponents().length > 1) {
                columns.addAll(under(name, paths(inner)));
            } else {
                columns.add(name);
            }
        }
        return columns;
    }

    private static List<String> under(String name, List<String> columns) {
        return columns.stream().map(column -> name + "." + column).toList();
    }
}
