package dev.chipgraph.change.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.change.Author;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.ChangeRejected.Reason;
import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.Precondition;
import dev.chipgraph.change.StoredState;
import dev.chipgraph.change.Subject;
import dev.chipgraph.change.record.EvidenceRow;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.RelationshipType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Edits of one record of evidence. */
@ApplicationScoped
public class EvidenceEdits {

    private final Ledger ledger;
    private final Documents documents;

    EvidenceEdits(Ledger ledger, Documents documents) {
        this.ledger = ledger;
        this.documents = documents;
    }

    /**
     * Adds evidence to an entity or a relationship.
     *
     * @param subject id of either
     */
    public Receipt add(String subject, JsonNode body, Author author) {
        return ledger.write(author, transaction -> add(subject, body, transaction));
    }

    static Outcome add(String subject, JsonNode body, WriteTransaction transaction) {
        var type = RelationshipType.ofId(subject);
        StoredState stored = type.isPresent()
                ? StoredState.relationship(subject, transaction)
                : StoredState.entity(subject, transaction);
        Evidence read = ReferenceCheck.checked(Documents.evidence(Documents.object(body)), transaction);
        // An entity needs a name even if this evidence is the last that is left.
        Evidence added = type.isPresent()
                ? read
                : read.claiming(Map.of("name", stored.row().row("entity").text("name")));
        var present = StoredState.evidenceOf(List.of(subject), transaction);
        if (present.stream().anyMatch(record -> ImportFormat.of(record).equals(ImportFormat.of(added)))) {
            throw new ChangeRejected(Reason.EXISTS, "\"%s\" has this evidence already.".formatted(subject));
        }
        int ordinal = GeneratedIds.freeOrdinal(
                subject, added, present.stream().map(Evidence::id).toList());
        var row = EvidenceRow.of(
                new Subject(subject, type.map(RelationshipType::wire).orElse(Subject.ENTITY)), ordinal, added);
        var writer = RecordWriter.forEdit(transaction);
        writer.evidence(row);
        writer.updateDerived();
        return new Outcome(true, row.id(), Map.of("subject", subject));
    }

    public Receipt put(String id, JsonNode body, Precondition condition, Author author) {
        return change(id, condition, any -> Documents.object(body), author);
    }

    public Receipt patch(String id, JsonNode patch, Precondition condition, Author author) {
        return change(id, condition, document -> Documents.object(MergePatch.apply(document, patch)), author);
    }

    private Receipt change(String id, Precondition condition, UnaryOperator<JsonNode> change, Author author) {
        return ledger.write(author, transaction -> {
            StoredState stored = StoredState.evidence(id, transaction);
            condition.check(id, stored.changedIn());
            Evidence before = stored.evidence();
            ObjectNode document = Documents.object(change.apply(documents.of(before)));
            Evidence read = ReferenceCheck.checked(Documents.evidence(document), transaction);
            Evidence after = document.has("claims") ? read : read.withClaims(before.claims());
            if (!GeneratedIds.place(before).equals(GeneratedIds.place(after))) {
                throw new InvalidInput(
                        "body",
                        "source",
                        "cannot be changed, nor can locator and extractor; delete the evidence and add another");
            }
            if (!ImportFormat.of(before).equals(ImportFormat.of(after))) {
                var writer = RecordWriter.forEdit(transaction);
                writer.evidence(new EvidenceRow(
                        id, stored.subject(), Math.toIntExact(stored.row().number("ordinal")), after));
                writer.updateDerived();
            }
            return new Outcome(false, id, Map.of("subject", stored.subject().id()));
        });
    }

    /**
     * Deletes a record of evidence.
     *
     * @throws ChangeRejected when its subject has no other evidence
     */
    public Receipt delete(String id, Precondition condition, Author author) {
        return ledger.write(author, transaction -> {
            StoredState stored = StoredState.evidence(id, transaction);
            condition.check(id, stored.changedIn());
            String subject = stored.subject().id();
            if (stored.row().number("records") == 1) {
                throw new ChangeRejected(
                        Reason.REFERRED_TO,
                        "\"%s\" is the only evidence of \"%s\". Add other evidence first, or delete \"%2$s\"."
                                .formatted(id, subject));
            }
            var writer = RecordWriter.forEdit(transaction);
            writer.withdrawEvidence(List.of(id));
            writer.updateDerived();
            return new Outcome(false, id, Map.of("subject", subject));
        });
    }
}
