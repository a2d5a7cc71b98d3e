package dev.chipgraph.change.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.change.Author;
import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.StoredState;
import dev.chipgraph.change.Subject;
import dev.chipgraph.change.record.DesiredValues;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.UnknownName;
import dev.chipgraph.model.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decisions of editors between what sources claim. */
@ApplicationScoped
public class Decisions {

    private static final String PROPERTY = "property";
    private static final String VALUE = "value";
    private static final String REASON = "reason";
    private static final String SOURCE = "source";
    private static final String COUNTRY = "country";

    private final Ledger ledger;
    private final Documents documents;
    private final ObjectMapper json;

    Decisions(Ledger ledger, Documents documents, ObjectMapper json) {
        this.ledger = ledger;
        this.documents = documents;
        this.json = json;
    }

    /**
     * Decides which value of a property is shown of an entity, whatever other evidence claims. The decision is a record of
     * evidence; deleting it takes the decision back.
     *
     * @param body property, value, reason and, if one supports the decision, source
     * @throws InvalidInput when the entity has no such property, or the value does not fit it
     */
    public Receipt onEntity(String id, JsonNode body, Author author) {
        return ledger.write(author, transaction -> {
            Entity before =
                    StoredState.entity(id, transaction).entity().with(StoredState.evidenceOf(List.of(id), transaction));
            ObjectNode decision = checked(body, ClaimFields.names(before.kind()), true);
            ObjectNode after = patched(documents.of(before), decision);
            return write(
                    Subject.of(before), decision, ImportFormat.of(Documents.entity(after, before.kind())), transaction);
        });
    }

    /** Likewise of a relationship. */
    public Receipt onRelationship(String id, JsonNode body, Author author) {
        return ledger.write(author, transaction -> {
            Relationship before = StoredState.relationship(id, transaction)
                    .relationship()
                    .with(StoredState.evidenceOf(List.of(id), transaction));
            ObjectNode decision = checked(body, ClaimFields.names(before.type()), false);
            ObjectNode after = patched(documents.of(before), decision);
            return write(Subject.of(before), decision, ImportFormat.of(Documents.relationship(after)), transaction);
        });
    }

    /**
     * @param after the record in the import format, with the value decided for
     */
    private static Outcome write(
            Subject subject, ObjectNode decision, Map<String, Object> after, WriteTransaction transaction) {
        String property = decision.path(PROPERTY).textValue();
        var values =
                Collections.singletonMap(property, ClaimFields.fields(after).get(property));
        String reason = decision.path(REASON).textValue();
        String source = decision.path(SOURCE).textValue();
        var desired = new DesiredValues(values, source, reason, true);
        if (source != null) {
            Evidence checked = ReferenceCheck.checked(desired.decision(property), transaction);
            desired = new DesiredValues(values, checked.source().id(), reason, true);
        }
        var writer = RecordWriter.forEdit(transaction);
        writer.show(subject, desired);
        writer.updateDerived();
        return new Outcome(
                true, GeneratedIds.of(subject.id(), desired.decision(property), 1), Map.of("subject", subject.id()));
    }

    private static ObjectNode checked(JsonNode body, List<String> allowed, boolean attributes) {
        ObjectNode decision = Documents.object(body);
        var input = JsonCursor.root(decision, new Violations(Documents.BODY));
        input.allowOnly(List.of(PROPERTY, VALUE, REASON, SOURCE), Set.of());
        for (String field : List.of(PROPERTY, REASON)) {
            if (!decision.path(field).isTextual()
                    || decision.path(field).textValue().isBlank()) {
                input.at(field).wrong("is required and must be a text");
            }
        }
        if (!decision.has(VALUE)) {
            input.at(VALUE).wrong("is required; null shows no value");
        }
        String property = decision.path(PROPERTY).asText();
        if (input.violations().isEmpty()
                && !allowed.contains(property)
                && !(attributes && ClaimFields.isAttribute(property))) {
            input.at(PROPERTY)
                    .wrong(
                            property.equals(COUNTRY)
                                    ? "follows from where the entity is located; change its relationships of the type LOCATED_IN"
                                    : UnknownName.message(property, allowed));
        }
        InvalidInput.throwIfAny(input.violations().list());
        return decision;
    }

    /** The document of a record with the value decided for. */
    private ObjectNode patched(JsonNode document, ObjectNode decision) {
        var patch = ClaimFields.unflat(decision.path(PROPERTY).textValue(), decision.path(VALUE));
        return Documents.object(MergePatch.apply(document, json.valueToTree(patch)));
    }
}
