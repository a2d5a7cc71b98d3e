package dev.chipgraph.ingest.mapping;

import java.util.List;
import java.util.Set;

/**
 * An entity or a relationship that is made from a row.
 *
 * @param path its path in the mapping
 * @param forEach the variable for each value of which a record is made; null when the row makes one
 * @param fields the record itself
 * @param key the value from which, with its ends, the id of a relationship is made; null when it gets no id
 * @param merges whether records with the same id become one
 * @param skipsSelf whether relationships of an entity with itself are left out
 * @param unmapped whether columns that are not {@code used} become attributes
 */
record RecordTemplate(
        String path,
        boolean entity,
        RowCondition when,
        ForEach forEach,
        FieldMapping.Group fields,
        FieldValue key,
        boolean merges,
        boolean skipsSelf,
        boolean unmapped,
        Set<String> used) {

    static final List<String> REQUIRED_OF_ENTITIES = List.of("id", "kind");
    static final List<String> REQUIRED_OF_RELATIONSHIPS = List.of("from", "type", "to");

    /** The fields that every record must have. */
    List<String> required() {
        return entity ? REQUIRED_OF_ENTITIES : REQUIRED_OF_RELATIONSHIPS;
    }

    /** The name of the record in the import format. */
    String recordName() {
        return entity ? "entity" : "relationship";
    }

    /** The text from which a slug filter makes the id of a record; empty when none does. */
    String spelling(Cells row) {
        return fields.fields().get("id") instanceof FieldMapping.Single id
                ? id.value().spelling(row)
                : "";
    }

    /** A variable and its values. */
    record ForEach(String name, FieldValue values) {}
}
