package dev.chipgraph.change.edit;

import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.ChangeRejected.Reason;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.StoredState;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Plural;
import dev.chipgraph.model.Relationship;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The deletion of an entity, and of all that refers to it.
 *
 * @param id id of the entity
 * @param relationships its relationships
 * @param signatures signatures on behalf of it, as far as an answer lists them
 * @param supported what it is a source of: {@code subject}, {@code ids} of the evidence, and {@code otherwise}, whether
 *     there is evidence from other sources
 */
record EntityDeletion(String id, List<Relationship> relationships, List<Relationship> signatures, List<Row> supported) {

    private static final Statement RELATIONSHIPS_OF = Statement.of("change/relationships_of");
    private static final Statement SIGNED_FOR = Statement.of("change/signed_for");
    private static final Statement EVIDENCE_FROM = Statement.of("change/evidence_from");

    /** Maximum number of relationships or records that a cascading deletion removes. */
    private static final int MOST_AT_ONCE = 10_000;

    /** Maximum number of relationships that an answer lists. */
    private static final int LISTED = 20;

    /** Maximum number of ids that a message names. */
    private static final int NAMED = 5;

    /**
     * Deletes an entity that exists.
     *
     * @throws ChangeRejected when relationships or evidence refer to it
     */
    static Outcome delete(String id, boolean cascade, WriteTransaction transaction) {
        var deletion = new EntityDeletion(
                id,
                relationships(RELATIONSHIPS_OF, id, MOST_AT_ONCE + 1, transaction),
                relationships(SIGNED_FOR, id, LISTED, transaction),
                transaction.run(EVIDENCE_FROM, Map.of("id", id, "limit", MOST_AT_ONCE + 1)));
        String reason = deletion.reasonAgainst(cascade);
        if (reason != null) {
            throw new ChangeRejected(
                    Reason.REFERRED_TO,
                    "\"%s\" cannot be deleted: %s.".formatted(id, reason),
                    List.of(),
                    Stream.concat(deletion.signatures.stream(), deletion.relationships.stream())
                            .limit(LISTED)
                            .toList());
        }
        deletion.write(transaction);
        return new Outcome(false, id, Map.of("relationships", deletion.relationshipIds()));
    }

    private static List<Relationship> relationships(
            Statement statement, String id, int limit, WriteTransaction transaction) {
        return transaction.run(statement, Map.of("id", id, "limit", limit)).stream()
                .map(row -> row.relationship("relationship"))
                .toList();
    }

    private List<String> relationshipIds() {
        return relationships.stream().map(Relationship::id).toList();
    }

    /** Why the entity cannot be deleted; null when it can. */
    private String reasonAgainst(boolean cascade) {
        var unsupported = supported.stream()
                .filter(row -> !Boolean.TRUE.equals(row.values().get("otherwise")))
                .toList();
        if (!signatures.isEmpty()) {
            return "signatures refer to it by onBehalfOf; change those relationships first";
        }
        if (!unsupported.isEmpty()) {
            return "it is the only source of %s; add other evidence or delete those first"
                    .formatted(subjects(unsupported));
        }
        if (relationships.size() > MOST_AT_ONCE || supported.size() > MOST_AT_ONCE) {
            return "more than %d relationships or facts refer to it".formatted(MOST_AT_ONCE);
        }
        if (!cascade && !relationships.isEmpty()) {
            return Plural.of(
                    relationships.size(),
                    "1 relationship leads to or from it; with cascade=true it is deleted as well",
                    "%d relationships lead to or from it; with cascade=true they are deleted as well");
        }
        if (!cascade && !supported.isEmpty()) {
            return "evidence about %s comes from it; cascade=true deletes that evidence too"
                    .formatted(subjects(supported));
        }
        return null;
    }

    private static String subjects(List<Row> rows) {
        String first =
                rows.stream().limit(NAMED).map(row -> row.text("subject")).collect(Collectors.joining(", "));
        return rows.size() > NAMED ? first + " and others" : first;
    }

    private void write(WriteTransaction transaction) {
        var own = StoredState.evidenceIdsOf(
                Stream.concat(Stream.of(id), relationshipIds().stream()).toList(), transaction);
        var fromIt = supported.stream().flatMap(row -> row.texts("ids").stream());
        var writer = RecordWriter.forEdit(transaction);
        writer.withdrawRelationships(relationships);
        writer.withdrawEvidence(Stream.concat(own.stream(), fromIt).distinct().toList());
        writer.withdrawEntity(id, null);
        writer.updateDerived();
    }
}
