package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a field of a record, or the whole record, is made from a row. */
sealed interface FieldMapping {

    /**
     * The values that a row gives: none when its cells are empty, several for a list.
     *
     * @param problems takes the field and the reason why it has no value
     */
    List<JsonNode> read(Cells row, BiConsumer<String, String> problems);

    /** The columns that are read. */
    Stream<String> columns();

    boolean many();

    /** A single value, in the form that the vocabulary gives to the property. */
    record Single(String name, Property property, Figure.Place place, FieldValue value) implements FieldMapping {

        @Override
        public List<JsonNode> read(Cells row, BiConsumer<String, String> problems) {
            try {
                return value.texts(row).stream().map(this::json).toList();
            } catch (CellException problem) {
                if (problem.skips()) {
                    throw problem;
                }
                problems.accept(name, problem.getMessage());
                return List.of();
            }
        }

        /**
         * The value, or an object with the fields that stand in its place.
         *
         * @throws CellException when the property cannot have this text as its value
         */
        JsonNode json(String text) {
            var figure = property.type() == Property.Type.NUMBER ? Figure.parse(text) : Optional.<Figure>empty();
            var number = figure.flatMap(found -> found.json(place));
            String wrong =
                    switch (property.type()) {
                        case NUMBER ->
                            number.isPresent()
                                    ? null
                                    : figure.isPresent()
                                            ? "is a range or a bound, where a single number is needed"
                                            : "is not a number such as 0.25; the filters number and percent read others";
                        case DATE ->
                            PartialDate.isValid(text)
                                    ? null
                                    : "is not a date such as 2025-09-20; the filter date reads others";
                        case CHOICE ->
                            property.values().contains(text)
                                    ? null
                                    : "must be one of " + String.join(", ", property.values());
                        default -> null;
                    };
            if (wrong != null) {
                String columns = columns().distinct().collect(Collectors.joining(", "));
                throw CellException.of(
                        (columns.isEmpty() ? "" : "column " + columns + ": ") + "\"" + text + "\" " + wrong);
            }
            return number.orElseGet(() -> TextNode.valueOf(text));
        }

        @Override
        public Stream<String> columns() {
            return value.columns();
        }

        @Override
        public boolean many() {
            return value.many();
        }
    }

    /**
     * An object, which is left out when it is empty. A field with several values makes several objects.
     *
     * @param needsCells whether it is also left out when only its constants have values although it has columns
     * @param reading the names of the fields that read columns
     */
    record Group(Map<String, FieldMapping> fields, boolean needsCells, Set<String> reading) implements FieldMapping {

        Group(Map<String, FieldMapping> fields, boolean needsCells) {
            this(
                    fields,
                    needsCells,
                    fields.keySet().stream()
                            .filter(name -> fields.get(name).columns().findAny().isPresent())
                            .collect(Collectors.toSet()));
        }

        @Override
        public List<JsonNode> read(Cells row, BiConsumer<String, String> problems) {
            var values = new HashMap<String, List<JsonNode>>();
            boolean constantsCount = !needsCells || reading.isEmpty();
            boolean none = true;
            int count = 1;
            for (var entry : fields.entrySet()) {
                var read = entry.getValue().read(row, problems);
                values.put(entry.getKey(), read);
                none &= read.isEmpty() || !(constantsCount || reading.contains(entry.getKey()));
                count = Math.max(count, read.size());
            }
            return none
                    ? List.of()
                    : IntStream.range(0, count).mapToObj(i -> object(values, i)).toList();
        }

        private JsonNode object(Map<String, List<JsonNode>> values, int i) {
            var object = JsonNodeFactory.instance.objectNode();
            for (String name : fields.keySet()) {
                var read = values.get(name);
                if (!read.isEmpty()) {
                    JsonNode value = read.get(Math.min(i, read.size() - 1));
                    if (value instanceof ObjectNode several && fields.get(name) instanceof Single) {
                        object.setAll(several);
                    } else {
                        object.set(name, value);
                    }
                }
            }
            return object;
        }

        @Override
        public Stream<String> columns() {
            return fields.values().stream().flatMap(FieldMapping::columns);
        }

        @Override
        public boolean many() {
            return fields.values().stream().anyMatch(FieldMapping::many);
        }
    }

    /** A list, which is left out when it is empty. */
    record Items(List<FieldMapping> items) implements FieldMapping {

        @Override
        public List<JsonNode> read(Cells row, BiConsumer<String, String> problems) {
            var list = JsonNodeFactory.instance.arrayNode();
            items.stream()
                    .flatMap(item -> item.read(row, problems).stream())
                    .distinct()
                    .forEach(list::add);
            return list.isEmpty() ? List.of() : List.of(list);
        }

        @Override
        public Stream<String> columns() {
            return items.stream().flatMap(FieldMapping::columns);
        }

        @Override
        public boolean many() {
            return false;
        }
    }
}
