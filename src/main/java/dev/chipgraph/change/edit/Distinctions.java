package dev.chipgraph.change.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.change.Author;
import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.StoredState;
import dev.chipgraph.change.Subject;
import dev.chipgraph.change.record.DesiredValues;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Decisions of editors that two entities are not the same. */
@ApplicationScoped
public class Distinctions {

    private static final String ENTITY = "entity";
    private static final String REASON = "reason";
    private static final String SOURCE = "source";

    /** Begins the locator of the evidence that records the decision; the id of the other entity follows. */
    private static final String DIFFERENT_FROM = "differentFrom ";

    private final Ledger ledger;

    Distinctions(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Records that two entities differ, as evidence of one of them; deleting it takes the decision back.
     *
     * @param body reference to the other entity, reason and, if one supports the decision, source
     * @param resolving returns the id that a reference means
     */
    public Receipt add(String id, JsonNode body, UnaryOperator<String> resolving, Author author) {
        ObjectNode decision = checked(body);
        String other = resolving.apply(decision.path(ENTITY).textValue());
        if (other.equals(id)) {
            throw new InvalidInput(Documents.BODY, ENTITY, "must be another entity than " + id);
        }
        return ledger.write(author, transaction -> {
            StoredState.entity(id, transaction);
            StoredState.entity(other, transaction);
            var values = new DesiredValues(
                    Map.of(),
                    decision.path(SOURCE).textValue(),
                    decision.path(REASON).textValue(),
                    true);
            Evidence evidence = values.decision(DIFFERENT_FROM + other);
            if (values.source() != null) {
                evidence = ReferenceCheck.checked(evidence, transaction);
            }
            var writer = RecordWriter.forEdit(transaction);
            writer.decision(Subject.ofEntity(id), evidence);
            writer.updateDerived();
            return new Outcome(true, GeneratedIds.of(id, evidence, 1), Map.of("subject", id));
        });
    }

    private static ObjectNode checked(JsonNode body) {
        ObjectNode decision = Documents.object(body);
        var input = JsonCursor.root(decision, new Violations(Documents.BODY));
        input.allowOnly(List.of(ENTITY, REASON, SOURCE), Set.of());
        for (String field : List.of(ENTITY, REASON)) {
            if (!decision.path(field).isTextual()
                    || decision.path(field).textValue().isBlank()) {
                input.at(field).wrong("is required and must be a text");
            }
        }
        InvalidInput.throwIfAny(input.violations().list());
        return decision;
    }
}
