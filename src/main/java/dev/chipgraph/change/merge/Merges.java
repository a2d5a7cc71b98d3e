package dev.chipgraph.change.merge;

import dev.chipgraph.change.Author;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.ChangeRejected.Reason;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.Precondition;
import dev.chipgraph.change.StoredState;
import dev.chipgraph.change.Subject;
import dev.chipgraph.change.record.DesiredValues;
import dev.chipgraph.change.record.EvidenceRow;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.graph.PropertyCodec;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Claims;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Validity;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Merges of duplicates: names, identifiers, relationships and evidence move to the entity that stays, and the old id
 * redirects to it. The history records a merge.
 */
@ApplicationScoped
public class Merges {

    private static final Statement RELATIONSHIPS_OF = Statement.of("change/relationships_of");
    private static final Statement SIGNED_FOR = Statement.of("change/signed_for");
    private static final Statement EVIDENCE_BY = Statement.of("change/evidence_by");
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
            StoredState stored = StoredState.entity(id, transaction);
            Entity kept = StoredState.entity(into, transaction).entity();
            condition.check(id, stored.changedIn());
            Entity duplicate = stored.entity();
            checkKinds(duplicate, kept);
            var writer = RecordWriter.forEdit(transaction);
            var moved = moveRelationships(duplicate, kept, transaction, writer);
            moveEvidence(id, kept, transaction, writer);
            moveSignatures(id, into, transaction, writer);
            writer.show(Subject.of(kept), new DesiredValues(Map.of("name", kept.name()), null, null, false));
            writer.withdrawEntity(id, into);
            writer.updateDerived();
            return new Outcome(false, into, moved);
        });
    }

    private static void checkKinds(Entity duplicate, Entity kept) {
        if (duplicate.id().equals(kept.id())) {
            throw new InvalidInput("body", "into", "must be another entity");
        }
        boolean sameKind = duplicate.kind() == kept.kind()
                || (duplicate.kind().isOrganization() && kept.kind().isOrganization());
        if (!sameKind) {
            throw new InvalidInput(
                    "body",
                    "into",
                    "must be of the kind %s, or both organisations; \"%s\" is of the kind %s"
                            .formatted(
                                    duplicate.kind().wire(),
                                    kept.id(),
                                    kept.kind().wire()));
        }
    }

    /** Withdraws relationships between the two, joins equal ones with their evidence, and moves the rest. */
    private static Map<String, Object> moveRelationships(
            Entity duplicate, Entity kept, WriteTransaction transaction, RecordWriter writer) {
        var ofDuplicate = relationships(duplicate.id(), transaction);
        var byContent = relationships(kept.id(), transaction).stream()
                .collect(Collectors.toMap(Merges::content, Function.identity(), (first, second) -> first));
        var moved = new ArrayList<Relationship>();
        var between = new ArrayList<Relationship>();
        var joined = new LinkedHashMap<Relationship, Relationship>();
        for (Relationship relationship : ofDuplicate) {
            Relationship atKept = movedTo(kept.ref(), duplicate.id(), relationship);
            if (atKept.from().id().equals(atKept.to().id())) {
                between.add(relationship);
                continue;
            }
            checkEnds(relationship, atKept, duplicate.id(), kept.id());
            Relationship same = byContent.putIfAbsent(content(atKept), atKept);
            if (same == null) {
                moved.add(atKept);
            } else {
                joined.put(relationship, same);
            }
        }
        writer.relationships(moved);
        writer.withdrawRelationships(between);
        writer.withdrawRelationships(joined.keySet());
        writer.withdrawEvidence(StoredState.evidenceIdsOf(ids(between), transaction));
        joined.forEach((relationship, same) -> {
            copyEvidence(
                    relationship.id(), Subject.of(same), record -> !Claims.isDecision(record), transaction, writer);
            writer.withdrawMovedEvidence(StoredState.evidenceIdsOf(List.of(relationship.id()), transaction));
        });
        return Map.of(
                "merged", duplicate.id(),
                "moved", ids(moved),
                "joined", ids(joined.keySet()),
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

    private static void checkEnds(Relationship relationship, Relationship moved, String duplicate, String kept) {
        if (!moved.type().joins(moved.from().kind(), moved.to().kind())) {
            throw new ChangeRejected(
                    Reason.REFERRED_TO,
                    "\"%s\" cannot be merged into \"%s\": %s does not lead from %s to %s."
                            .formatted(
                                    duplicate,
                                    kept,
                                    moved.type().wire(),
                                    moved.from().kind().wire(),
                                    moved.to().kind().wire()),
                    List.of(),
                    List.of(relationship));
        }
    }

    private static Relationship movedTo(Entity.Ref kept, String duplicate, Relationship relationship) {
        return changed(
                relationship,
                relationship.from().id().equals(duplicate) ? kept : relationship.from(),
                relationship.to().id().equals(duplicate) ? kept : relationship.to(),
                relationship.properties());
    }

    /** A relationship with other ends and properties, to be written without evidence. */
    static Relationship changed(
            Relationship relationship, Entity.Ref from, Entity.Ref to, Map<String, Object> properties) {
        return new Relationship(
                relationship.id(),
                relationship.type(),
                from,
                to,
                properties,
                relationship.validity(),
                null,
                null,
                List.of());
    }

    /** The content of a relationship without its id. Attestations of equal relationships are united. */
    private static List<Object> content(Relationship relationship) {
        var properties = new TreeMap<>(PropertyCodec.properties(relationship));
        properties.keySet().removeAll(Set.of("id", Validity.ATTESTED_ON));
        return List.of(
                relationship.type(), relationship.from().id(), relationship.to().id(), properties);
    }

    /** Adds the evidence of one subject to another. */
    private static void copyEvidence(
            String from, Subject to, Predicate<Evidence> choice, WriteTransaction transaction, RecordWriter writer) {
        var taken = new HashSet<>(StoredState.evidenceIdsOf(List.of(to.id()), transaction));
        StoredState.evidenceOf(List.of(from), transaction).stream()
                .filter(choice)
                .forEach(record -> writer.evidence(withFreeId(record, to, taken)));
    }

    /** Decisions of editors move where they do not go against what is shown or decided of the entity that stays. */
    private static Predicate<Evidence> movable(Entity kept, WriteTransaction transaction) {
        var shown = ClaimFields.fields(ImportFormat.of(kept)).keySet();
        var decided = StoredState.evidenceOf(List.of(kept.id()), transaction).stream()
                .filter(Claims::isDecision)
                .map(Evidence::locator)
                .collect(Collectors.toSet());
        return record ->
                !Claims.isDecision(record) || !(shown.contains(record.locator()) || decided.contains(record.locator()));
    }

    /** A record of evidence with an id that is free, which is taken from now on. */
    private static EvidenceRow withFreeId(Evidence record, Subject subject, Set<String> taken) {
        var row = EvidenceRow.withFreeId(subject, record, taken);
        taken.add(row.id());
        return row;
    }

    /** Moves the evidence about the duplicate and the evidence that it is the source of. */
    private static void moveEvidence(String id, Entity kept, WriteTransaction transaction, RecordWriter writer) {
        String into = kept.id();
        var moved = new LinkedHashSet<>(StoredState.evidenceIdsOf(List.of(id), transaction));
        copyEvidence(id, Subject.ofEntity(into), movable(kept, transaction), transaction, writer);
        var fromDuplicate = transaction.run(EVIDENCE_BY, Map.of("id", id, "limit", MOST + 1));
        if (fromDuplicate.size() > MOST) {
            throw new ChangeRejected(
                    Reason.REFERRED_TO, "\"%s\" supports more than %d facts, too many to merge.".formatted(id, MOST));
        }
        var taken = new HashMap<Subject, Set<String>>();
        fromDuplicate.forEach(row -> {
            boolean isAboutItself = row.text("subject").equals(id);
            Subject subject = isAboutItself ? Subject.ofEntity(into) : Subject.of(row);
            var takenThere = taken.computeIfAbsent(
                    subject, any -> new HashSet<>(StoredState.evidenceIdsOf(List.of(any.id()), transaction)));
            EvidenceRow atKept = withFreeId(row.evidenceRecord("evidence").from(into), subject, takenThere);
            if (!isAboutItself) {
                writer.evidence(atKept);
            }
            moved.add(row.text("id"));
        });
        writer.withdrawMovedEvidence(moved);
    }

    private static void moveSignatures(String id, String into, WriteTransaction transaction, RecordWriter writer) {
        writer.relationships(transaction.run(SIGNED_FOR, Map.of("id", id, "limit", MOST)).stream()
                .map(row -> row.relationship("relationship"))
                .map(signed -> {
                    var properties = new LinkedHashMap<>(signed.properties());
                    properties.put("onBehalfOf", into);
                    return changed(signed, signed.from(), signed.to(), properties);
                })
                .toList());
    }
}
