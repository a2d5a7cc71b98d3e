package dev.chipgraph.ingest.mapping;

import java.util.Set;
import java.util.stream.Stream;

/**
 * An entity or a relationship that is made from a row.
 *
 * @param path where it stands in the mapping
 * @param each name and values of the variable for which a record each is made; null when the row makes one
 * @param fields the record itself
 * @param key what a relationship's id is made from, beside its ends; null when it gets none here
 * @param merges whether records with the same id become one
 * @param skipsSelf whether relationships of something with itself are left out
 * @param unmapped whether columns that are not {@code used} become attributes
 */
record RecordTemplate(
        String path,
        boolean entity,
        RowCondition when,
        Each each,
        FieldMapping.Group fields,
        FieldValue key,
        boolean merges,
        boolean skipsSelf,
        boolean unmapped,
        Set<String> used) {

    /** The fields that no record can do without. */
    Stream<String> required() {
        return entity ? Stream.of("id", "kind") : Stream.of("from", "type", "to");
    }

    /** A variable, and the texts that it stands for in turn. */
    record Each(String name, FieldValue texts) {}
}
