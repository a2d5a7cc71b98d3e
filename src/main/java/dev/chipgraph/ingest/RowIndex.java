package dev.chipgraph.ingest;

import dev.chipgraph.ingest.mapping.SpillStore;
import dev.chipgraph.model.Kind;
import java.util.Map;
import java.util.Set;

/** What the check of an import has learned about its rows. It lies in temporary files, so that memory does not grow with them. */
final class RowIndex {

    private static final int DIGITS = 12;

    /** Kinds of the valid entities, by id. */
    private final Map<String, String> kinds;

    /** Ids of the valid entities, by their identifiers. */
    private final Map<String, String> identifiers;

    private final Set<String> relationships;
    /** Numbers of invalid records. */
    private final Set<Long> invalid;

    private final Set<String> forward;

    RowIndex(SpillStore store) {
        kinds = store.map("kinds");
        identifiers = store.map("identifiers");
        relationships = store.set("relationships");
        invalid = store.set("invalid");
        forward = store.set("forward");
    }

    /** The 62 bits of the digest at the end of the id of evidence, which identify it. */
    static long number(String id) {
        return Long.parseLong(id.substring(id.length() - DIGITS), Character.MAX_RADIX);
    }

    /** Adds an entity; returns false when an earlier row has its id. */
    boolean addEntity(String id, Kind kind) {
        return kinds.putIfAbsent(id, kind.wire()) == null;
    }

    /** Adds a relationship; returns false when an earlier row has its id. */
    boolean addRelationship(String id) {
        return relationships.add(id);
    }

    /** Whether the files bring a relationship. */
    boolean bringsRelationship(String id) {
        return relationships.contains(id);
    }

    /** Notes that an entity has an identifier; returns the id of an entity of an earlier row that has it, or null. */
    String addIdentifier(String key, String entity) {
        String holder = identifiers.putIfAbsent(key, entity);
        return entity.equals(holder) ? null : holder;
    }

    void removeEntity(String id) {
        kinds.remove(id);
    }

    /** Whether the files bring an entity. */
    boolean brings(String id) {
        return kinds.containsKey(id);
    }

    Kind kind(String id) {
        return Kind.fromString(kinds.get(id));
    }

    void markInvalid(RecordSource.Read row) {
        invalid.add(row.number());
    }

    boolean isInvalid(RecordSource.Read row) {
        return invalid.contains(row.number());
    }

    /** Marks a record that refers to something that was not read before it. */
    void markForward(String record) {
        forward.add(record);
    }

    boolean isForward(String record) {
        return forward.contains(record);
    }

    boolean hasForward() {
        return !forward.isEmpty();
    }
}
