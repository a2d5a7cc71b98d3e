package dev.chipgraph.change.merge;

import dev.chipgraph.change.Author;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.ChangeRejected.Reason;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.change.StoredState;
import dev.chipgraph.change.Subject;
import dev.chipgraph.change.UnknownId;
import dev.chipgraph.change.record.EvidenceRow;
import dev.chipgraph.change.record.PreparedRecords;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Undoes merges: restores both entities, their relationships and their evidence, unless any of it changed since. */
@ApplicationScoped
public class Unmerges {

    private static final Statement WITHDRAWN_RELATIONSHIPS = Statement.of("change/withdrawn_relationships");
    private static final Statement WITHDRAWN_SIGNATURES = Statement.of("change/withdrawn_signatures");
    private static final Statement RECORDED_RELATIONSHIPS = Statement.of("change/recorded_relationships");
    private static final Statement RELATIONSHIPS_OF = Statement.of("change/relationships_of");
    private static final Statement EVIDENCE_OF_CHANGE = Statement.of("change/evidence_of_change");

    private final Ledger ledger;

    Unmerges(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Undoes the merge of an entity.
     *
     * @param id the merged entity
     * @throws UnknownId when the graph never had it
     * @throws ChangeRejected when anything that the merge moved has changed
     */
    public Receipt unmerge(String id, Author author) {
        return ledger.write(author, transaction -> {
            StoredState stored = StoredState.findEntity(id, transaction).orElseThrow(() -> new UnknownId(id));
            String into = stored.mergedInto();
            if (into == null) {
                throw new InvalidInput(List.of(new Violation("path", "id", "was not merged into another: " + id)));
            }
            StoredState.entity(into, transaction);
            long mergedIn = stored.deletedIn();
            var evidence = transaction.run(EVIDENCE_OF_CHANGE, Map.of("in", mergedIn));
            checkUnchanged(into, evidence);
            var writer = RecordWriter.forEdit(transaction);
            var withdrawn = withdrawnRelationships(id, mergedIn, transaction);
            var moved = transaction.run(RECORDED_RELATIONSHIPS, Map.of("id", into, "in", mergedIn)).stream()
                    .map(row -> row.text("id"))
                    .collect(Collectors.toSet());
            writer.entities(List.of(stored.entity().with(List.of())));
            writer.relationships(withdrawn.stream()
                    .map(each -> moved.contains(each.id()) ? movedBack(each, id, into, transaction) : each)
                    .map(each -> withCurrentEnds(each, id, transaction))
                    .toList());
            writer.withdrawMovedEvidence(evidence.stream()
                    .filter(row -> !isRemoved(row))
                    .map(row -> row.text("id"))
                    .toList());
            restoreEvidence(evidence.stream().filter(Unmerges::isRemoved).toList(), stored.entity(), writer);
            writer.updateDerived();
            withdrawUnsupported(into, transaction);
            return new Outcome(false, id, Map.of("into", into));
        });
    }

    /** Withdraws an entity of which only the other one had evidence. An import may bring it again. */
    private static void withdrawUnsupported(String id, WriteTransaction transaction) {
        boolean supported = !StoredState.evidenceIdsOf(List.of(id), transaction).isEmpty();
        if (!supported
                && transaction
                        .run(RELATIONSHIPS_OF, Map.of("id", id, "limit", 1))
                        .isEmpty()) {
            RecordWriter.forImport(transaction, new PreparedRecords()).withdraw(List.of(id), Map.of(), List.of());
        }
    }

    /** Rejects the undo when it would lose a later change. */
    private static void checkUnchanged(String into, List<Row> evidence) {
        evidence.stream()
                .filter(row -> Boolean.TRUE.equals(row.values().get("changedLater")))
                .findFirst()
                .ifPresent(row -> {
                    throw changedLater(row.text("id"), into);
                });
    }

    private static ChangeRejected changedLater(String id, String into) {
        return new ChangeRejected(
                Reason.CHANGED_AGAIN,
                "\"%s\" moved to \"%s\" with the merge and was changed or deleted afterwards.".formatted(id, into));
    }

    /** Whether the merge removed a record of evidence, rather than added it. */
    private static boolean isRemoved(Row evidence) {
        return Boolean.TRUE.equals(evidence.values().get("removed"));
    }

    /** The relationships and signatures on its behalf that an entity lost when it was merged, without evidence. */
    private static Collection<Relationship> withdrawnRelationships(
            String id, long mergedIn, WriteTransaction transaction) {
        var byId = new LinkedHashMap<String, Relationship>();
        Stream.of(WITHDRAWN_RELATIONSHIPS, WITHDRAWN_SIGNATURES)
                .flatMap(statement -> transaction.run(statement, Map.of("id", id, "in", mergedIn)).stream())
                .map(row -> row.relationship("relationship").with(List.of()))
                .forEach(relationship -> byId.put(relationship.id(), relationship));
        return byId.values();
    }

    /** A relationship as it is now, but with the ends that the merge replaced. */
    private static Relationship movedBack(Relationship before, String id, String into, WriteTransaction transaction) {
        Relationship now = StoredState.findRelationship(before.id(), transaction)
                .filter(stored -> !stored.isDeleted())
                .orElseThrow(() -> changedLater(before.id(), into))
                .relationship();
        var properties = new LinkedHashMap<>(now.properties());
        properties.computeIfPresent(
                "onBehalfOf", (any, on) -> before.properties().get("onBehalfOf").equals(id) ? id : on);
        return Merges.changed(
                now,
                before.from().id().equals(id) ? before.from() : now.from(),
                before.to().id().equals(id) ? before.to() : now.to(),
                properties);
    }

    /** A relationship in which other entities that were merged since are replaced by the current ones. */
    private static Relationship withCurrentEnds(Relationship relationship, String id, WriteTransaction transaction) {
        var others = ReferenceIndex.references(relationship)
                .filter(other -> !other.equals(id))
                .toList();
        return ReferenceIndex.of(transaction, others).current(relationship);
    }

    /** Restores evidence. What graphs of format 1 recorded of the entity claimed less than its state says. */
    private static void restoreEvidence(List<Row> removed, Entity entity, RecordWriter writer) {
        var own = removed.stream()
                .filter(row -> row.text("subject").equals(entity.id()))
                .toList();
        var complete = ClaimFields.complete(
                own.stream().map(row -> row.evidenceRecord("evidence")).toList(),
                ImportFormat.of(entity.with(List.of())));
        for (Row row : removed) {
            Evidence record = own.contains(row) ? complete.get(own.indexOf(row)) : row.evidenceRecord("evidence");
            writer.evidence(
                    new EvidenceRow(record.id(), Subject.of(row), Math.toIntExact(row.number("ordinal")), record));
        }
    }
}
