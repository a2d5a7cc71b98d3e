package dev.chipgraph.change;

import dev.chipgraph.change.ChangeRejected.Reason;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An entity, relationship or record of evidence as it is stored before a change, deleted or not.
 *
 * @param id its id
 * @param row the row of the statement that read it
 */
public record StoredState(String id, Row row) {

    private static final Statement ENTITY = Statement.of("change/entity");
    private static final Statement RELATIONSHIP = Statement.of("change/relationship");
    private static final Statement EVIDENCE = Statement.of("change/evidence");
    private static final Statement EVIDENCE_OF = Statement.of("change/evidence_of");

    /** An entity; empty when the graph never had it. */
    public static Optional<StoredState> findEntity(String id, WriteTransaction transaction) {
        return find(ENTITY, id, Map.of("id", id), transaction);
    }

    /** A relationship; empty when the graph never had it. */
    public static Optional<StoredState> findRelationship(String id, WriteTransaction transaction) {
        return RelationshipType.ofId(id)
                .flatMap(type -> find(RELATIONSHIP, id, Map.of("id", id, "type", type.wire()), transaction));
    }

    private static Optional<StoredState> find(
            Statement statement, String id, Map<String, Object> parameters, WriteTransaction transaction) {
        return transaction.run(statement, parameters).stream().findFirst().map(row -> new StoredState(id, row));
    }

    /**
     * An entity that exists.
     *
     * @throws UnknownId when the graph never had it
     * @throws ChangeRejected when it was deleted or merged into another
     */
    public static StoredState entity(String id, WriteTransaction transaction) {
        return existing(id, findEntity(id, transaction));
    }

    /**
     * An entity that exists and has one of these kinds.
     *
     * @throws UnknownId when there is none
     * @throws ChangeRejected when it was deleted or merged into another
     */
    public static StoredState entity(String id, Set<Kind> kinds, WriteTransaction transaction) {
        StoredState stored = entity(id, transaction);
        if (!kinds.contains(stored.kind())) {
            throw new UnknownId(id);
        }
        return stored;
    }

    /** A relationship that exists. */
    public static StoredState relationship(String id, WriteTransaction transaction) {
        return existing(id, findRelationship(id, transaction));
    }

    /** A record of evidence that exists. */
    public static StoredState evidence(String id, WriteTransaction transaction) {
        return existing(id, find(EVIDENCE, id, Map.of("id", id), transaction));
    }

    private static StoredState existing(String id, Optional<StoredState> stored) {
        return stored.orElseThrow(() -> new UnknownId(id)).existing();
    }

    /**
     * This state, unless it was deleted.
     *
     * @throws ChangeRejected when it was deleted or merged into another
     */
    public StoredState existing() {
        if (isDeleted()) {
            throw new ChangeRejected(
                    Reason.GONE,
                    mergedInto() == null
                            ? "\"%s\" was deleted. Its history can restore it.".formatted(id)
                            : "\"%s\" was merged into \"%s\".".formatted(id, mergedInto()));
        }
        return this;
    }

    /** The current evidence of entities and relationships. */
    public static List<Evidence> evidenceOf(Collection<String> subjects, WriteTransaction transaction) {
        return transaction.run(EVIDENCE_OF, Map.of("subjects", List.copyOf(subjects))).stream()
                .map(row -> row.evidenceRecord("evidence"))
                .toList();
    }

    /** Ids of the current evidence of entities and relationships. */
    public static List<String> evidenceIdsOf(Collection<String> subjects, WriteTransaction transaction) {
        return evidenceOf(subjects, transaction).stream().map(Evidence::id).toList();
    }

    public boolean isDeleted() {
        return row.values().get("supersededAt") != null;
    }

    /** Version of the graph in which it or its evidence last changed. */
    public long changedIn() {
        return row.number("changedIn");
    }

    /** Version of the graph in which it was deleted. */
    public long deletedIn() {
        return row.number("supersededIn");
    }

    /** Id of the entity that it was merged into; null when it was not. */
    public String mergedInto() {
        return row.text("mergedInto");
    }

    /** The kind of an entity. */
    public Kind kind() {
        return Kind.fromString(row.text("kind"));
    }

    /** The entity, without its evidence. */
    public Entity entity() {
        return row.entity("entity");
    }

    /** The relationship, without its evidence. */
    public Relationship relationship() {
        return row.relationship("relationship");
    }

    /** The record of evidence. */
    public Evidence evidence() {
        return row.evidenceRecord("evidence");
    }

    /** What the record of evidence is about. */
    public Subject subject() {
        return Subject.of(row);
    }
}
