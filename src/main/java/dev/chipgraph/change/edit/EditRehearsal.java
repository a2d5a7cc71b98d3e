package dev.chipgraph.change.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.change.Author;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Precondition;
import dev.chipgraph.change.StoredState;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;

/**
 * Runs the usual edits in a transaction that is rolled back, so that the database plans their statements. Writers wait
 * for it; readers see nothing of it.
 */
@ApplicationScoped
public class EditRehearsal implements WarmUpTask {

    private final Ledger ledger;
    private final EntityEdits entities;

    EditRehearsal(Ledger ledger, EntityEdits entities) {
        this.ledger = ledger;
        this.entities = entities;
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        var author = Author.of(Author.SERVICE);
        ledger.rehearse(author, transaction -> {
            StoredState.findEntity(id, transaction);
            String name = "Rehearsal " + author.request();
            String source = entities.create(Kind.SOURCE, example("name", name, "type", "article"), false, transaction)
                    .id();
            ObjectNode evidence = example("source", source);
            ObjectNode supported = example("name", name);
            supported.putArray("evidence").add(evidence);
            String company =
                    entities.create(Kind.COMPANY, supported, false, transaction).id();
            String other =
                    entities.create(Kind.COMPANY, supported, true, transaction).id();
            ObjectNode related = example("type", RelationshipType.SUPPLIES.wire(), "from", company, "to", other);
            related.putArray("evidence").add(evidence);
            RelationshipEdits.create(related, transaction);
            EvidenceEdits.add(company, evidence.deepCopy().put("locator", name), transaction);
            UnaryOperator<JsonNode> patch = document -> MergePatch.apply(document, example("name", name + " again"));
            entities.change(StoredState.entity(company, transaction), Precondition.WHATEVER, patch, transaction);
            StoredState.entity(other, transaction);
            return EntityDeletion.delete(other, true, transaction);
        });
    }

    private static ObjectNode example(String... members) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < members.length; i += 2) {
            document.put(members[i], members[i + 1]);
        }
        return document;
    }
}
