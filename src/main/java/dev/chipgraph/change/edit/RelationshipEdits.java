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
import dev.chipgraph.change.UnknownId;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Relationship;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Edits of one relationship. */
@ApplicationScoped
public class RelationshipEdits {

    private static final String ON_BEHALF_OF = "onBehalfOf";
    private static final Statement WITHDRAWN_RELATIONSHIPS = Statement.of("change/withdrawn_relationships");

    private final Ledger ledger;
    private final Documents documents;

    RelationshipEdits(Ledger ledger, Documents documents) {
        this.ledger = ledger;
        this.documents = documents;
    }

    /** Adds a relationship between two existing entities. */
    public Receipt create(JsonNode body, Author author) {
        return ledger.write(author, transaction -> create(body, transaction));
    }

    static Outcome create(JsonNode body, WriteTransaction transaction) {
        Relationship relationship = GeneratedIds.withId(Documents.relationship(Documents.object(body)));
        StoredState.findRelationship(relationship.id(), transaction)
                .filter(stored -> !stored.isDeleted())
                .ifPresent(stored -> {
                    throw new ChangeRejected(
                            Reason.EXISTS,
                            "This relationship exists already as \"%s\". Add evidence to it, or change it with PUT or PATCH."
                                    .formatted(relationship.id()),
                            List.of(),
                            List.of(stored.relationship()));
                });
        return write(relationship, true, transaction);
    }

    private static Outcome write(Relationship relationship, boolean created, WriteTransaction transaction) {
        var writer = RecordWriter.forEdit(transaction);
        writer.relationships(List.of(ReferenceCheck.checked(relationship, transaction)));
        writer.updateDerived();
        return new Outcome(created, relationship.id(), Map.of());
    }

    /** Replaces the properties, dates and evidence of a relationship. */
    public Receipt put(String id, JsonNode body, Precondition condition, Author author) {
        return change(id, condition, any -> Documents.object(body), author);
    }

    /** Applies a JSON Merge Patch; {@code evidence} is replaced as a whole. */
    public Receipt patch(String id, JsonNode patch, Precondition condition, Author author) {
        return change(id, condition, document -> Documents.object(MergePatch.apply(document, patch)), author);
    }

    private Receipt change(String id, Precondition condition, UnaryOperator<JsonNode> change, Author author) {
        return ledger.write(author, transaction -> {
            StoredState stored = StoredState.relationship(id, transaction);
            condition.check(id, stored.changedIn());
            Relationship before = stored.relationship().with(StoredState.evidenceOf(List.of(id), transaction));
            ObjectNode document = Documents.withId(Documents.object(change.apply(documents.of(before))), id);
            Relationship read = Documents.relationship(document);
            if (!List.of(before.type(), before.from().id(), before.to().id())
                    .equals(List.of(read.type(), read.from().id(), read.to().id()))) {
                throw new InvalidInput(
                        "body",
                        "type",
                        "cannot be changed, nor can from and to; delete the relationship and add another");
            }
            var writer = RecordWriter.forEdit(transaction);
            if (!Objects.equals(
                    before.properties().get(ON_BEHALF_OF), read.properties().get(ON_BEHALF_OF))) {
                writer.relationships(List.of(read.with(List.of())));
            }
            DocumentChange.write(before, ReferenceCheck.checked(read, transaction), writer);
            writer.updateDerived();
            return new Outcome(false, id, Map.of());
        });
    }

    /** Deletes a relationship, with its evidence. */
    public Receipt delete(String id, Precondition condition, Author author) {
        return ledger.write(author, transaction -> {
            StoredState stored = StoredState.relationship(id, transaction);
            condition.check(id, stored.changedIn());
            var writer = RecordWriter.forEdit(transaction);
            writer.withdrawRelationships(List.of(stored.relationship()));
            writer.withdrawEvidence(StoredState.evidenceIdsOf(List.of(id), transaction));
            writer.updateDerived();
            return new Outcome(false, id, Map.of());
        });
    }

    /** Restores a deleted relationship with its evidence. Both of its ends must exist. */
    public Receipt restore(String id, Author author) {
        return ledger.write(author, transaction -> {
            StoredState stored = StoredState.findRelationship(id, transaction).orElseThrow(() -> new UnknownId(id));
            if (!stored.isDeleted()) {
                throw new ChangeRejected(Reason.EXISTS, "\"%s\" was not deleted.".formatted(id));
            }
            Relationship last = stored.relationship();
            Relationship withEvidence =
                    transaction
                            .run(
                                    WITHDRAWN_RELATIONSHIPS,
                                    Map.of("id", last.from().id(), "in", stored.deletedIn()))
                            .stream()
                            .map(row -> row.relationship("relationship"))
                            .filter(relationship -> relationship.id().equals(id))
                            .findFirst()
                            .orElse(last);
            return ReferenceCheck.ofFormerState("id", () -> write(withEvidence, false, transaction));
        });
    }
}
