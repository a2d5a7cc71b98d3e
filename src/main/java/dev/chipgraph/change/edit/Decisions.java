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
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.change.record.RecordWriter.Wish;
import dev.chipgraph.graph.Row;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.JsonCursor;
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

    private static final String BODY = "body";
    private static final String PROPERTY = "property";
    private static final String VALUE = "value";
    private static final String REASON = "reason";
    private static final String SOURCE = "source";

    private final Ledger ledger;
    private final ObjectMapper json;

    Decisions(Ledger ledger, ObjectMapper json) {
        this.ledger = ledger;
        this.json = json;
    }

    /**
     * Decides which value of a property is shown of an entity, whatever other evidence claims. The decision is a record of
     * evidence; deleting it takes the decision back.
     *
     * @param body property, value, reason and, if one supports the decision, source
     * @throws InvalidInput when the entity has no such property, or the value does not fit it
     */
    public Receipt add(String id, JsonNode body, Author author) {
        return ledger.write(author, transaction -> {
            Row stored = Edits.present(id, Edits.stored(id, transaction));
            Entity before = stored.entity("entity")
                    .with(Edits.evidenceOf(List.of(id), transaction).stream()
                            .map(row -> row.evidenceRecord("evidence"))
                            .toList());
            ObjectNode decision = checked(body, before);
            String property = decision.path(PROPERTY).textValue();
            Wish wish = new Wish(
                    Collections.singletonMap(property, wanted(before, property, decision.path(VALUE))),
                    source(decision, transaction),
                    decision.path(REASON).textValue(),
                    true);
            var writer = new RecordWriter(transaction, true);
            writer.decide(id, RecordWriter.ENTITY, wish);
            writer.settle();
            return new Outcome(
                    true, GeneratedIds.of(id, RecordWriter.decision(property, wish), 1), Map.of("subject", id));
        });
    }

    private static ObjectNode checked(JsonNode body, Entity entity) {
        ObjectNode decision = Edits.object(body);
        var input = JsonCursor.root(decision, new Violations(BODY));
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
        var allowed = ClaimFields.names(entity.kind());
        String property = decision.path(PROPERTY).asText();
        if (input.violations().isEmpty() && !allowed.contains(property) && !ClaimFields.isAttribute(property)) {
            input.at(PROPERTY).wrong(UnknownName.message(property, allowed));
        }
        InvalidInput.throwIfAny(input.violations().list());
        return decision;
    }

    /** The value as a claim, read as that of the entity; null for none. */
    private Object wanted(Entity entity, String property, JsonNode value) {
        ObjectNode document = json.valueToTree(ImportFormat.of(entity));
        var patch = ClaimFields.unflat(property, value);
        Entity after = Edits.read(Edits.object(MergePatch.apply(document, json.valueToTree(patch))), entity.kind());
        return ClaimFields.fields(ImportFormat.of(after)).get(property);
    }

    private static String source(ObjectNode decision, WriteTransaction transaction) {
        String given = decision.path(SOURCE).textValue();
        return given == null
                ? null
                : Edits.checked(
                                RecordWriter.decision(
                                        decision.path(PROPERTY).textValue(), new Wish(Map.of(), given, null, true)),
                                transaction)
                        .source()
                        .id();
    }
}
