package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chipgraph.model.JsonCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads how the fields of a record are made, by the schema of the record. */
final class FieldMappingReader {

    private final ValueReader values;
    private final int prefix;

    /**
     * @param template the position of the record's template, below which the fields are
     */
    FieldMappingReader(ValueReader values, JsonCursor template) {
        this.values = values;
        this.prefix = template.path().length() + 1;
    }

    FieldMapping read(JsonCursor node, FieldSchema schema) {
        return read(node, schema, false);
    }

    /**
     * @param split whether the value may be split into several
     */
    private FieldMapping read(JsonCursor node, FieldSchema schema, boolean split) {
        return switch (schema) {
            case FieldSchema.Single single -> {
                FieldValue value = split ? values.several(node) : values.single(node);
                var field = new FieldMapping.Single(
                        node.path().substring(prefix), single.property(), single.place(), value);
                checkOutcomes(node, field);
                yield field;
            }
            case FieldSchema.Items(FieldSchema item) -> {
                var items = new ArrayList<FieldMapping>();
                node.itemsOrSelf().forEach(one -> items.add(read(one, item, true)));
                yield new FieldMapping.Items(items);
            }
            case FieldSchema.Fields(Map<String, FieldSchema> byName, boolean needsCells) -> {
                JsonCursor object = YamlScalars.object(expanded(node, byName));
                object.allowOnly(byName.keySet(), Set.of());
                yield group(object, byName, needsCells, split && needsCells);
            }
            case FieldSchema.Free(var byName) -> {
                var fields = new LinkedHashMap<String, FieldMapping>();
                YamlScalars.object(node)
                        .fields()
                        .forEach((name, value) -> fields.put(name, read(value, byName.apply(name), false)));
                yield new FieldMapping.Group(fields, false);
            }
        };
    }

    /** A text that stands for a name is short for an object with the text as its value. */
    private static JsonCursor expanded(JsonCursor node, Map<String, FieldSchema> byName) {
        return node.json().isTextual() && byName.containsKey("lang")
                ? new JsonCursor(
                        JsonNodeFactory.instance.objectNode().set("value", node.json()), node.path(), node.violations())
                : node;
    }

    private FieldMapping group(JsonCursor object, Map<String, FieldSchema> byName, boolean needsCells, boolean split) {
        var fields = new LinkedHashMap<String, FieldMapping>();
        byName.forEach((name, schema) -> {
            if (object.has(name)) {
                fields.put(name, read(object.at(name), schema, split));
            }
        });
        if (fields.values().stream().filter(FieldMapping::many).count() > 1) {
            object.wrong("can have only one field that is split");
        }
        return new FieldMapping.Group(fields, needsCells);
    }

    /** Checks the texts that are known before any row is read. */
    private static void checkOutcomes(JsonCursor node, FieldMapping.Single field) {
        field.value().outcomes().orElse(Set.of()).forEach(text -> {
            try {
                field.json(text);
            } catch (CellException problem) {
                node.wrong("\"" + text + "\" " + problem.getMessage().replaceFirst("^.*\" ", ""));
            }
        });
    }
}
