package dev.chipgraph.ingest.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.ingest.identity.EntityField.Role;
import dev.chipgraph.ingest.mapping.SpillStore;
import dev.chipgraph.model.Kind;
import java.util.Collection;
import java.util.Map;

/** The entities that the records of an import mean. It lies in temporary files, so that memory does not grow with it. */
public final class Resolution {

    static final String MATCH = "match";
    static final String OTHERWISE = "otherwise";
    static final String SKIP = "skip";

    /** Begins the reason why there is no entity; ids never begin with it. */
    private static final String REASON = "!";

    private final Map<String, String> references;
    private final Map<String, String> subjects;
    private final Map<String, String> ends;

    Resolution(SpillStore store) {
        references = store.map("references");
        subjects = store.map("subjects");
        ends = store.map("ends");
    }

    /** What becomes of a row. */
    public sealed interface Result {}

    /** The row with the ids of the entities that it means. */
    public record Resolved(JsonNode json) implements Result {}

    /** The row is left out, as it asks for. */
    public record Skipped() implements Result {}

    /** The row cannot be loaded. */
    public record Rejected(String field, String message) implements Result {}

    /** Whether a row can only be understood when it is known what other rows and the graph hold. */
    public static boolean isNeeded(JsonNode row) {
        return EntityField.record(row)
                        .filter(record -> record.has(MATCH) || record.has(OTHERWISE))
                        .isPresent()
                || EntityField.of(row).stream().anyMatch(EntityField::isReference);
    }

    /** Whether records are about entities with other ids than their own, so that two may be about the same one. */
    boolean hasOtherSubjects() {
        return !subjects.isEmpty() || !references.isEmpty();
    }

    void refer(Reference reference, Collection<Candidate> candidates) {
        references.put(reference.key(), chosen(reference, candidates));
    }

    private static String chosen(Reference reference, Collection<Candidate> candidates) {
        var ids = candidates.stream().map(Candidate::id).distinct().toList();
        return switch (ids.size()) {
            case 0 ->
                "%srefers to no %s in the graph or in this import: %s"
                        .formatted(REASON, Kind.described(reference.kinds()), reference.text());
            case 1 -> ids.getFirst();
            default ->
                "%smay mean any of %d entities: %s; use the id of the one that is meant, not %s"
                        .formatted(REASON, ids.size(), Candidate.list(candidates), reference.text());
        };
    }

    /** The entity that a record with an own id is about. Relationships of the files that name the id mean it as well. */
    void match(String id, String entity) {
        subjects.put(id, entity);
        ends.put(id, entity);
    }

    /** The entity into which that of a record was merged. Relationships keep the id, which identifies them. */
    void redirect(String id, String entity) {
        subjects.put(id, entity);
    }

    void reject(String id, Collection<Candidate> candidates) {
        subjects.put(id, REASON + "matches several entities: " + Candidate.list(candidates));
    }

    /** The id of the entity that a record with this id is about. */
    String subject(String id) {
        String subject = subjects.getOrDefault(id, id);
        return subject.startsWith(REASON) ? id : subject;
    }

    /** Replaces the references of a row. */
    public Result apply(JsonNode row) {
        ObjectNode record = EntityField.record(row.deepCopy()).orElse(null);
        if (record == null) {
            return new Resolved(row);
        }
        String type = row.fieldNames().next();
        ObjectNode resolved = record.objectNode().set(type, record);
        JsonNode match = record.remove(MATCH);
        JsonNode otherwise = record.remove(OTHERWISE);
        if (match != null && (!type.equals("entity") || MatchRequest.of(match) == null)) {
            return new Rejected(
                    MATCH, type.equals("entity") ? MatchRequest.expected() : "is only allowed in records of entities");
        }
        if (otherwise != null && !isAllowed(otherwise, type)) {
            return new Rejected(
                    OTHERWISE,
                    type.equals("relationship") ? "must be skip" : "must be skip, or the id of a new entity");
        }
        for (EntityField field : EntityField.of(resolved)) {
            String found = found(field);
            if (found == null) {
                continue;
            }
            boolean absent = field.isReference() && found.startsWith(REASON + "refers to no ");
            if (absent && otherwise != null && field.role() != Role.SOURCE) {
                if (otherwise.asText().equals(SKIP)) {
                    return new Skipped();
                }
                field.set(subject(otherwise.asText()));
            } else if (found.startsWith(REASON)) {
                return new Rejected(field.name(), found.substring(REASON.length()));
            } else {
                field.set(found);
            }
        }
        return new Resolved(resolved);
    }

    private static boolean isAllowed(JsonNode otherwise, String type) {
        return otherwise.isTextual()
                && (!type.equals("relationship") || otherwise.asText().equals(SKIP));
    }

    private String found(EntityField field) {
        if (field.isReference()) {
            return references.get(field.reference().key());
        }
        return switch (field.role()) {
            case SUBJECT -> subjects.get(field.text());
            case END -> ends.get(field.text());
            case SOURCE -> null;
        };
    }
}
