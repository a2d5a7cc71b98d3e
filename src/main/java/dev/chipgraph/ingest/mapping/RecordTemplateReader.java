package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.MatchBy;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.WireName;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the templates by which the rows of one table make entities and relationships. */
final class RecordTemplateReader {

    private final FilterCatalog filters;
    private final Map<String, FieldValue> virtualColumns;
    private final ValueReader tableValues;
    private final String source;
    private final String extractor;

    /**
     * @param tableValues takes the columns that the templates use
     * @param source the id of the source that evidence names by default; empty when there is none
     * @param extractor the extractor that evidence names by default
     */
    RecordTemplateReader(
            FilterCatalog filters,
            Map<String, FieldValue> virtualColumns,
            ValueReader tableValues,
            String source,
            String extractor) {
        this.filters = filters;
        this.virtualColumns = virtualColumns;
        this.tableValues = tableValues;
        this.source = source;
        this.extractor = extractor;
    }

    RecordTemplate entity(JsonCursor node) {
        FieldSchema.Fields schema = FieldSchema.entity(outcomes(node.at("kind"), Kind.class));
        return template(node, schema, RecordTemplate.REQUIRED_OF_ENTITIES, "unmapped");
    }

    RecordTemplate relationship(JsonCursor node) {
        FieldSchema.Fields schema = FieldSchema.relationship(outcomes(node.at("type"), RelationshipType.class));
        return template(node, schema, RecordTemplate.REQUIRED_OF_RELATIONSHIPS, "key", "self");
    }

    /** The kinds or types that the records can have; all of them when that depends on the rows. */
    private <E extends Enum<E> & WireName> Set<E> outcomes(JsonCursor field, Class<E> set) {
        var texts = field.isMissing()
                ? Set.<String>of()
                : tableValues.single(field).outcomes().orElse(Set.of());
        var named = EnumSet.allOf(set);
        named.removeIf(member -> !texts.contains(member.wire()));
        return named.isEmpty() ? EnumSet.allOf(set) : named;
    }

    private RecordTemplate template(
            JsonCursor node, FieldSchema.Fields schema, List<String> required, String... moreKeys) {
        boolean entity = required.equals(RecordTemplate.REQUIRED_OF_ENTITIES);
        node.allowOnly(
                Stream.of(schema.byName().keySet(), List.of("when", "forEach", "merge"), List.of(moreKeys))
                        .flatMap(names -> names.stream())
                        .toList(),
                Set.of());
        required.stream()
                .filter(field -> !node.has(field))
                .forEach(field -> node.at(field).wrong("is required"));
        var values = new ValueReader(filters, virtualColumns);
        RecordTemplate.ForEach forEach = forEach(node.at("forEach"), values);
        RowCondition when = values.condition(node.at("when"));
        boolean merges = YamlScalars.isTrue(node.at("merge"));
        var fields = new LinkedHashMap<String, FieldMapping>();
        var reader = new FieldMappingReader(values, node);
        schema.byName().forEach((name, fieldSchema) -> {
            JsonCursor field = name.equals("evidence") ? evidence(node.at(name), merges) : node.at(name);
            if (!field.isMissing()) {
                fields.put(name, reader.read(field, fieldSchema));
            }
        });
        JsonCursor match = node.at("match");
        if (MatchBy.NAME_AND_COUNTRY.wire().equals(match.json().path("by").asText()) && !match.has("country")) {
            match.at("country").wrong("is required where names and countries are matched");
        }
        FieldValue key = node.has("key") ? values.single(node.at("key")) : null;
        if (entity && !merges && !node.has("name")) {
            node.at("name").wrong("is required, except where merge is true and other rows give it");
        }
        values.uses().stream()
                .filter(use -> forEach == null || !use.column().equals(forEach.name()))
                .forEach(tableValues::use);
        return new RecordTemplate(
                node.path(),
                entity,
                when,
                forEach,
                new FieldMapping.Group(fields, false),
                key,
                merges,
                YamlScalars.oneOf(node.at("self"), List.of("reject", "skip")).equals("skip"),
                YamlScalars.isTrue(node.at("unmapped")),
                values.uses().stream().map(TableMapping.Use::column).collect(Collectors.toSet()));
    }

    private static RecordTemplate.ForEach forEach(JsonCursor node, ValueReader values) {
        if (node.isMissing()) {
            return null;
        }
        var variables = YamlScalars.object(node).fields();
        if (variables.size() != 1) {
            node.wrong("must be one name with the values that it stands for in turn");
            return null;
        }
        var variable = variables.entrySet().iterator().next();
        return new RecordTemplate.ForEach(variable.getKey(), values.several(variable.getValue()));
    }

    /** The evidence of a template, completed by what the mapping says for all; missing when there is to be none. */
    private JsonCursor evidence(JsonCursor field, boolean merges) {
        if (field.json().isTextual()) {
            if (!field.json().asText().equals("none") || !merges) {
                field.wrong("must be an object or a list, or none where merge is true");
            }
            return new JsonCursor(JsonNodeFactory.instance.missingNode(), field.path(), field.violations());
        }
        var records = JsonNodeFactory.instance.arrayNode();
        (field.isMissing() ? List.of(field) : field.itemsOrSelf()).forEach(item -> records.add(completed(item, field)));
        JsonNode completed = field.json().isArray() ? records : records.path(0);
        return new JsonCursor(completed, field.path(), field.violations());
    }

    private ObjectNode completed(JsonCursor item, JsonCursor evidence) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("source", source).put("locator", "{$file} line {$line}").put("extractor", extractor);
        if (item.json() instanceof ObjectNode stated) {
            record.setAll(stated);
        } else if (!item.isMissing()) {
            evidence.wrong("must be an object or a list of objects");
        }
        if (record.path("source").asText().isEmpty()) {
            evidence.at("source").wrong("is required where the mapping has no sources of its own");
        }
        return record;
    }
}
