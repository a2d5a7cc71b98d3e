package dev.chipgraph.change.merge;

import dev.chipgraph.change.Author;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.ChangeRejected.Reason;
import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.Precondition;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.change.edit.Edits;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.graph.PropertyCodec;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Claims;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Merges duplicates: names, identifiers, relationships and evidence move to the entity that stays, and the old id
 * redirects to it. The history records a merge. It can be undone as long as none of what it moved has changed.
 */
@ApplicationScoped
public class Merges {

    private static final Statement RELATIONSHIPS_OF = Statement.of("change/relationships_of");
    private static final Statement SIGNED_FOR = Statement.of("change/signed_for");
    private static final Statement EVIDENCE_BY = Statement.of("change/evidence_by");
    private static final Statement WITHDRAWN_RELATIONSHIPS = Statement.of("change/withdrawn_relationships");
    private static final Statement WITHDRAWN_SIGNATURES = Statement.of("change/withdrawn_signatures");
    private static final Statement RECORDED_RELATIONSHIPS = Statement.of("change/recorded_relationships");
    private static final Statement EVIDENCE_OF_CHANGE = Statement.of("change/evidence_of_change");
    private static final int MOST = 10_000;

    private final Ledger ledger;

    Merges(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Merges an entity into another.
     *
     * @param id the duplicate
     * @param into the entity that stays
     * @throws ChangeRejected when a relationship does not fit the kind of the entity that stays, or there are too many
     */
    public Receipt merge(String id, String into, Precondition condition, Author author) {
        return ledger.write(author, transaction -> {
            Row goes = Edits.present(id, Edits.stored(id, transaction));
            Row stays = Edits.present(into, Edits.stored(into, transaction));
            condition.check(id, goes.number("changedIn"));
            Entity gone = goes.entity("entity");
            Entity kept = stays.entity("entity");
            refuseUnfit(gone, kept);
            var writer = new RecordWriter(transaction, true);
            var moved = moveRelationships(gone, kept, transaction, writer);
            moveEvidence(id, into, transaction, writer);
            moveSignatures(id, into, transaction, writer);
            writer.decide(
                    into, RecordWriter.ENTITY, new RecordWriter.Wish(Map.of("name", kept.name()), null, null, false));
            writer.withdrawEntities(List.of(id), into);
            writer.settle();
            return new Outcome(false, into, moved);
        });
    }

    private static void refuseUnfit(Entity gone, Entity kept) {
        if (gone.id().equals(kept.id())) {
            throw new InvalidInput("body", "into", "must be another entity");
        }
        boolean alike = gone.kind() == kept.kind()
                || (gone.kind().isOrganization() && kept.kind().isOrganization());
        if (!alike) {
            throw new InvalidInput(
                    "body",
                    "into",
                    "must be of the kind %s, or both organisations; \"%s\" is of the kind %s"
                            .formatted(
                                    gone.kind().wire(), kept.id(), kept.kind().wire()));
        }
    }

    /** Relationships between the two are withdrawn, equal ones pass on their evidence, and the rest move with their ids. */
    private static Map<String, Object> moveRelationships(
            Entity gone, Entity kept, WriteTransaction transaction, RecordWriter writer) {
        var of = relationships(gone.id(), transaction);
        var there = relationships(kept.id(), transaction).stream()
                .collect(Collectors.toMap(
                        relationship -> meaning(
                                relationship,
                                relationship.from().id(),
                                relationship.to().id()),
                        Function.identity(),
                        (first, second) -> first));
        var moved = new ArrayList<Relationship>();
        var between = new ArrayList<Relationship>();
        var doubled = new LinkedHashMap<Relationship, Relationship>();
        for (Relationship relationship : of) {
            Relationship atKept = between(relationship, gone.ref(), kept.ref());
            if (atKept.from().id().equals(atKept.to().id())) {
                between.add(relationship);
                continue;
            }
            if (!atKept.type().joins(atKept.from().kind(), atKept.to().kind())) {
                throw new ChangeRejected(
                        Reason.REFERRED_TO,
                        "\"%s\" cannot be merged into \"%s\": %s does not lead from %s to %s."
                                .formatted(
                                        gone.id(),
                                        kept.id(),
                                        atKept.type().wire(),
                                        atKept.from().kind().wire(),
                                        atKept.to().kind().wire()),
                        List.of(),
                        List.of(relationship));
            }
            Relationship same = there.putIfAbsent(
                    meaning(relationship, atKept.from().id(), atKept.to().id()), atKept);
            if (same == null) {
                moved.add(atKept);
            } else {
                doubled.put(relationship, same);
            }
        }
        writer.relationships(moved);
        writer.withdrawRelationships(between);
        writer.withdrawRelationships(doubled.keySet());
        withdrawEvidence(between, transaction, writer);
        doubled.forEach((relationship, same) -> {
            copy(relationship.id(), same.id(), same.type().wire(), transaction, writer);
            withdrawEvidence(List.of(relationship), transaction, writer);
        });
        return Map.of(
                "merged", gone.id(),
                "moved", ids(moved),
                "joined", ids(doubled.keySet()),
                "deleted", ids(between));
    }

    private static List<String> ids(Collection<Relationship> relationships) {
        return relationships.stream().map(Relationship::id).toList();
    }

    private static List<Relationship> relationships(String id, WriteTransaction transaction) {
        var all = transaction.run(RELATIONSHIPS_OF, Map.of("id", id, "limit", MOST + 1)).stream()
                .map(row -> row.relationship("relationship").with(List.of()))
                .toList();
        if (all.size() > MOST) {
            throw new ChangeRejected(
                    Reason.REFERRED_TO,
                    "\"%s\" has more than %d relationships, too many to merge.".formatted(id, MOST));
        }
        return all;
    }

    private static Relationship between(Relationship r, Entity.Ref gone, Entity.Ref kept) {
        return new Relationship(
                r.id(),
                r.type(),
                r.from().id().equals(gone.id()) ? kept : r.from(),
                r.to().id().equals(gone.id()) ? kept : r.to(),
                r.properties(),
                r.validFrom(),
                r.validTo(),
                null,
                null,
                List.of());
    }

    /** The content of a relationship without its id. */
    private static List<Object> meaning(Relationship relationship, String from, String to) {
        var properties = new TreeMap<>(PropertyCodec.properties(relationship));
        properties.remove("id");
        return List.of(relationship.type(), from, to, properties);
    }

    private static void withdrawEvidence(
            List<Relationship> relationships, WriteTransaction transaction, RecordWriter writer) {
        writer.withdrawEvidence(Edits.evidenceOf(ids(relationships), transaction).stream()
                .map(row -> row.text("id"))
                .toList());
    }

    /** Adds the evidence of one subject to another. */
    private static void copy(String from, String to, String type, WriteTransaction transaction, RecordWriter writer) {
        var own = Edits.evidenceOf(List.of(to), transaction).stream()
                .map(row -> row.text("id"))
                .collect(Collectors.toCollection(HashSet::new));
        Edits.evidenceOf(List.of(from), transaction).stream()
                .map(row -> row.evidenceRecord("evidence"))
                .filter(record -> !Claims.isDecision(record))
                .forEach(record -> {
                    int ordinal = freeOrdinal(to, record, own);
                    own.add(GeneratedIds.of(to, record, ordinal));
                    writer.evidence(GeneratedIds.of(to, record, ordinal), to, type, ordinal, record);
                });
    }

    private static int freeOrdinal(String subject, Evidence record, Set<String> taken) {
        return IntStream.iterate(1, ordinal -> ordinal + 1)
                .filter(ordinal -> !taken.contains(GeneratedIds.of(subject, record, ordinal)))
                .findFirst()
                .orElseThrow();
    }

    /** Moves the evidence about the duplicate and the evidence that it is the source of. */
    private static void moveEvidence(String id, String into, WriteTransaction transaction, RecordWriter writer) {
        var about = Edits.evidenceOf(List.of(id), transaction).stream()
                .map(row -> row.text("id"))
                .toList();
        copy(id, into, RecordWriter.ENTITY, transaction, writer);
        var from = transaction.run(EVIDENCE_BY, Map.of("id", id, "limit", MOST + 1));
        if (from.size() > MOST) {
            throw new ChangeRejected(
                    Reason.REFERRED_TO, "\"%s\" supports more than %d facts, too many to merge.".formatted(id, MOST));
        }
        var gone = new LinkedHashSet<>(about);
        var taken = new HashMap<String, Set<String>>();
        from.forEach(row -> {
            String subject = row.text("subject").equals(id) ? into : row.text("subject");
            Evidence record = row.evidenceRecord("evidence").from(into);
            var own = taken.computeIfAbsent(
                    subject,
                    any -> Edits.evidenceOf(List.of(subject), transaction).stream()
                            .map(each -> each.text("id"))
                            .collect(Collectors.toCollection(HashSet::new)));
            int ordinal = freeOrdinal(subject, record, own);
            own.add(GeneratedIds.of(subject, record, ordinal));
            if (!row.text("subject").equals(id)) {
                writer.evidence(
                        GeneratedIds.of(subject, record, ordinal), subject, row.text("subjectType"), ordinal, record);
            }
            gone.add(row.text("id"));
        });
        writer.withdrawEvidence(gone);
    }

    private static void moveSignatures(String id, String into, WriteTransaction transaction, RecordWriter writer) {
        writer.relationships(transaction.run(SIGNED_FOR, Map.of("id", id, "limit", MOST)).stream()
                .map(row -> row.relationship("relationship"))
                .map(signed -> {
                    var properties = new LinkedHashMap<>(signed.properties());
                    properties.put("onBehalfOf", into);
                    return new Relationship(
                            signed.id(),
                            signed.type(),
                            signed.from(),
                            signed.to(),
                            properties,
                            signed.validFrom(),
                            signed.validTo(),
                            null,
                            null,
                            List.of());
                })
                .toList());
    }

    /**
     * Undoes a merge: restores both entities, their relationships and their evidence.
     *
     * @param id the merged entity
     * @throws ChangeRejected when anything that the merge moved has changed
     */
    public Receipt undo(String id, Author author) {
        return ledger.write(author, transaction -> {
            Row gone = Edits.stored(id, transaction);
            if (gone == null) {
                throw new Edits.Absent(id);
            }
            if (gone.text("mergedInto") == null) {
                throw new InvalidInput(List.of(new Violation("path", "id", "was not merged into another: " + id)));
            }
            String into = gone.text("mergedInto");
            long in = gone.number("supersededIn");
            Edits.present(into, Edits.stored(into, transaction));
            var evidence = transaction.run(EVIDENCE_OF_CHANGE, Map.of("in", in));
            refuseChangedAgain(into, evidence);
            var moved = transaction.run(RECORDED_RELATIONSHIPS, Map.of("id", into, "in", in)).stream()
                    .map(row -> row.text("id"))
                    .collect(Collectors.toSet());
            var lost = new LinkedHashMap<String, Relationship>();
            runFor(WITHDRAWN_RELATIONSHIPS, id, in, transaction).forEach(each -> lost.put(each.id(), each));
            runFor(WITHDRAWN_SIGNATURES, id, in, transaction).forEach(each -> lost.put(each.id(), each));
            var writer = new RecordWriter(transaction, true);
            writer.entities(List.of(gone.entity("entity").with(List.of())));
            writer.relationships(lost.values().stream()
                    .map(each -> moved.contains(each.id()) ? movedBack(each, id, into, transaction) : each)
                    .map(each -> ReferenceIndex.of(
                                    transaction,
                                    ReferenceIndex.references(each.with(List.of()))
                                            .filter(end -> !end.equals(id))
                                            .toList())
                            .current(each.with(List.of())))
                    .toList());
            writer.withdrawEvidence(evidence.stream()
                    .filter(row -> !Boolean.TRUE.equals(row.values().get("gone")))
                    .map(row -> row.text("id"))
                    .toList());
            bringBack(evidence, gone.entity("entity"), writer);
            writer.settle();
            return new Outcome(false, id, Map.of("into", into));
        });
    }

    /** Restores evidence. What graphs of format 1 recorded of the entity claimed less than its state says. */
    private static void bringBack(List<Row> evidence, Entity gone, RecordWriter writer) {
        var rows = evidence.stream()
                .filter(row -> Boolean.TRUE.equals(row.values().get("gone")))
                .toList();
        var own = rows.stream()
                .filter(row -> row.text("subject").equals(gone.id()))
                .toList();
        var complete = ClaimFields.complete(
                own.stream().map(row -> row.evidenceRecord("evidence")).toList(),
                ImportFormat.of(gone.with(List.of())));
        for (Row row : rows) {
            Evidence record = own.contains(row) ? complete.get(own.indexOf(row)) : row.evidenceRecord("evidence");
            writer.evidence(
                    record.id(), row.text("subject"), row.text("subjectType"), (int) row.number("ordinal"), record);
        }
    }

    /** A relationship as it is now, but with the ends that a merge replaced. */
    private static Relationship movedBack(Relationship before, String id, String into, WriteTransaction transaction) {
        Row stored = Edits.storedRelationship(before.id(), transaction);
        if (stored == null || Edits.isGone(stored)) {
            throw changedAgain(before.id(), into);
        }
        Relationship now = stored.relationship("relationship");
        var properties = new LinkedHashMap<>(now.properties());
        properties.computeIfPresent(
                "onBehalfOf", (any, on) -> before.properties().get("onBehalfOf").equals(id) ? id : on);
        return new Relationship(
                now.id(),
                now.type(),
                before.from().id().equals(id) ? before.from() : now.from(),
                before.to().id().equals(id) ? before.to() : now.to(),
                properties,
                now.validFrom(),
                now.validTo(),
                null,
                null,
                List.of());
    }

    private static ChangeRejected changedAgain(String id, String into) {
        return new ChangeRejected(
                Reason.CHANGED_AGAIN,
                "\"%s\" moved to \"%s\" with the merge and was changed or deleted afterwards.".formatted(id, into));
    }

    /** Rejects the undo when it would lose a later change. */
    private static void refuseChangedAgain(String into, List<Row> rows) {
        rows.stream()
                .filter(row -> Boolean.TRUE.equals(row.values().get("again")))
                .findFirst()
                .ifPresent(row -> {
                    throw changedAgain(row.text("id"), into);
                });
    }

    private static List<Relationship> runFor(Statement statement, String id, long in, WriteTransaction transaction) {
        return transaction.run(statement, Map.of("id", id, "in", in)).stream()
                .map(row -> row.relationship("relationship"))
                .toList();
    }
}
