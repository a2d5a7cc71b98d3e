package dev.chipgraph.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Converts records to the fields of the import format, without those that the graph assigns. */
public final class ImportFormat {

    private ImportFormat() {}

    /** A record under the name that its line in a file has. */
    public static Map<String, Object> line(GraphRecord graphRecord) {
        return switch (graphRecord) {
            case Entity entity -> Map.of(entity.kind() == Kind.SOURCE ? "source" : "entity", of(entity));
            case Relationship relationship -> Map.of("relationship", of(relationship));
        };
    }

    /** An entity with the evidence that it carries. A source has no field for its kind. */
    public static Map<String, Object> of(Entity entity) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", entity.id());
        fields.put("kind", entity.kind() == Kind.SOURCE ? null : entity.kind());
        fields.put("name", entity.name());
        fields.put("names", entity.names());
        fields.put("description", entity.description());
        fields.putAll(entity.properties());
        fields.put("sameAs", entity.sameAs());
        fields.put("tags", entity.tags());
        fields.put("attributes", entity.attributes());
        fields.put("evidence", of(entity.evidence()));
        return stated(fields);
    }

    /** A relationship with the evidence that it carries. */
    public static Map<String, Object> of(Relationship relationship) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", relationship.id());
        fields.put("from", relationship.from().id());
        fields.put("type", relationship.type());
        fields.put("to", relationship.to().id());
        fields.putAll(relationship.properties());
        fields.put("validFrom", relationship.validity().validFrom());
        fields.put("validTo", relationship.validity().validTo());
        fields.put(Validity.ATTESTED_ON, relationship.validity().attestedOn());
        fields.put("evidence", of(relationship.evidence()));
        return stated(fields);
    }

    private static List<Map<String, Object>> of(List<Evidence> records) {
        return records == null
                ? List.of()
                : records.stream().map(ImportFormat::of).toList();
    }

    /** A record of evidence. */
    public static Map<String, Object> of(Evidence evidence) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("source", evidence.source().id());
        fields.put("locator", evidence.locator());
        fields.put("quote", evidence.quote());
        fields.put("statement", evidence.statement());
        fields.put("claims", evidence.claims());
        fields.put("confidence", evidence.confidence());
        fields.put("extractor", evidence.extractor());
        return stated(fields);
    }

    private static Map<String, Object> stated(Map<String, Object> fields) {
        fields.values()
                .removeIf(value -> Objects.isNull(value)
                        || (value instanceof List<?> list && list.isEmpty())
                        || (value instanceof Map<?, ?> map && map.isEmpty()));
        return fields;
    }
}
