package dev.chipgraph.change.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.change.Author;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.ChangeRejected.Reason;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.Precondition;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.change.StoredState;
import dev.chipgraph.change.UnknownId;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.change.record.SearchKeys;
import dev.chipgraph.graph.Digests;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Slugs;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.lookup.reference.References.Suggestion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Edits of one entity, as editors and other services make them. Each is one transaction. Input is validated against the
 * vocabulary and the graph. An edit replaces only the state that its author has read.
 */
@ApplicationScoped
public class EntityEdits {

    private static final Statement SAME_NAMES = Statement.of("change/same_names");
    private static final Statement REVISION = Statement.of("change/revision");
    private static final Statement WITHDRAWN_RELATIONSHIPS = Statement.of("change/withdrawn_relationships");

    private static final int NAMESAKES = 50;

    /** Leaves room for the number or digest behind it. */
    private static final int LONGEST_SLUG = 80;

    private final Ledger ledger;
    private final Documents documents;

    EntityEdits(Ledger ledger, Documents documents) {
        this.ledger = ledger;
        this.documents = documents;
    }

    /**
     * Adds an entity.
     *
     * @param confirmed whether the author confirms that it is a different organisation from others of the same name
     * @throws InvalidInput when it does not fit the vocabulary or refers to an unknown entity
     * @throws ChangeRejected when its id is taken, or an organisation of the same name exists
     */
    public Receipt create(Kind kind, JsonNode body, boolean confirmed, Author author) {
        return ledger.write(author, transaction -> create(kind, body, confirmed, transaction));
    }

    Outcome create(Kind kind, JsonNode body, boolean confirmed, WriteTransaction transaction) {
        ObjectNode document = Documents.ofKind(body, kind);
        if (!document.hasNonNull("id") && document.path("name").isTextual()) {
            document.put("id", freeId(kind, document.path("name").textValue(), transaction));
        }
        Entity entity = Documents.entity(document, kind);
        StoredState.findEntity(entity.id(), transaction).ifPresent(stored -> {
            throw new ChangeRejected(
                    Reason.EXISTS,
                    stored.isDeleted()
                            ? "\"%s\" was deleted. Restore it from its history, or choose another id."
                                    .formatted(entity.id())
                            : "\"%s\" exists already. Change it with PUT or PATCH, or choose another id."
                                    .formatted(entity.id()));
        });
        return create(entity, confirmed, transaction);
    }

    private static Outcome create(Entity entity, boolean confirmed, WriteTransaction transaction) {
        Entity checked = ReferenceCheck.checked(entity, transaction);
        if (entity.kind().isOrganization() && !confirmed) {
            refuseNamesakes(entity, transaction);
        }
        var writer = RecordWriter.forEdit(transaction);
        writer.entities(List.of(checked));
        writer.updateDerived();
        return new Outcome(true, entity.id(), Map.of());
    }

    private static void refuseNamesakes(Entity entity, WriteTransaction transaction) {
        var namesakes =
                transaction
                        .run(SAME_NAMES, Map.of("fingerprints", SearchKeys.fingerprints(entity), "id", entity.id()))
                        .stream()
                        .map(row -> Suggestion.of(row.entity("entity"), row.languages()))
                        .toList();
        if (!namesakes.isEmpty()) {
            throw new ChangeRejected(
                    Reason.SAME_NAME,
                    "An organisation of this name exists. Change that one, or send confirmed=true if yours is another.",
                    namesakes,
                    List.of());
        }
    }

    /** Generates an id: the name in Latin letters or else its digest, with a number when the id is taken. */
    private static String freeId(Kind kind, String name, WriteTransaction transaction) {
        String slug = Slugs.of(name);
        String base = slug.length() < 2 ? kind.wire() + "-" + Digests.id(name) : Slugs.shortened(slug, LONGEST_SLUG);
        var candidates = IntStream.rangeClosed(1, NAMESAKES)
                .mapToObj(number -> number == 1 ? base : base + "-" + number)
                .toList();
        ReferenceIndex known = ReferenceIndex.of(transaction, candidates);
        return candidates.stream().filter(known::isNew).findFirst().orElse(base + "-" + Digests.id(name + candidates));
    }

    /** Replaces an entity, or adds it with this id. */
    public Receipt put(Kind kind, String id, JsonNode body, Precondition condition, boolean confirmed, Author author) {
        return ledger.write(author, transaction -> {
            var stored = StoredState.findEntity(id, transaction);
            ObjectNode document = Documents.withId(Documents.ofKind(body, kind), id);
            if (stored.isEmpty()) {
                condition.checkAbsent(id);
                return create(Documents.entityOfPath(document, kind), confirmed, transaction);
            }
            StoredState before = stored.get();
            if (!before.isDeleted() && before.kind() != kind) {
                throw new InvalidInput(
                        "path",
                        "kind",
                        "cannot be %s: \"%s\" has the kind %s, and a kind never changes"
                                .formatted(kind.wire(), id, before.kind().wire()));
            }
            return change(before, condition, any -> document, transaction);
        });
    }

    /**
     * Applies a JSON Merge Patch; {@code evidence} is replaced as a whole.
     *
     * @param kinds kinds to accept
     * @throws UnknownId when no such entity exists, or it has another kind
     */
    public Receipt patch(String id, Set<Kind> kinds, JsonNode patch, Precondition condition, Author author) {
        return ledger.write(
                author,
                transaction -> change(
                        StoredState.entity(id, kinds, transaction),
                        condition,
                        document -> Documents.withId(Documents.object(MergePatch.apply(document, patch)), id),
                        transaction));
    }

    /** Replaces an entity by a changed document; an equal document changes nothing. */
    Outcome change(
            StoredState stored, Precondition condition, UnaryOperator<JsonNode> change, WriteTransaction transaction) {
        condition.check(stored.id(), stored.existing().changedIn());
        Entity before = stored.entity().with(StoredState.evidenceOf(List.of(stored.id()), transaction));
        Entity read = Documents.entity(Documents.object(change.apply(documents.of(before))), before.kind());
        Entity after = documents(read.evidence()).equals(documents(before.evidence()))
                ? read // What its evidence refers to was found along with it.
                : ReferenceCheck.checked(read, transaction);
        var writer = RecordWriter.forEdit(transaction);
        DocumentChange.write(before, after, writer);
        writer.updateDerived();
        return new Outcome(false, stored.id(), Map.of());
    }

    private static List<Map<String, Object>> documents(List<Evidence> evidence) {
        return evidence.stream().map(ImportFormat::of).toList();
    }

    /**
     * Restores an earlier state of an entity, with its evidence at that time. A deleted entity is restored with the
     * relationships that were deleted with it.
     *
     * @param revision number of the revision
     */
    public Receipt restore(String id, long revision, Precondition condition, Author author) {
        return ledger.write(author, transaction -> {
            StoredState stored = StoredState.findEntity(id, transaction).orElseThrow(() -> new UnknownId(id));
            Entity then = revision(id, revision, transaction);
            if (!stored.isDeleted()) {
                return ReferenceCheck.ofFormerState(
                        "version", () -> change(stored, condition, any -> documents.of(then), transaction));
            }
            if (stored.mergedInto() != null) {
                // Its relationships now belong to the other entity; only undoing the merge moves them back together.
                throw new ChangeRejected(
                        Reason.GONE,
                        "\"%s\" was merged into \"%s\". Undo the merge with POST .../unmerge."
                                .formatted(id, stored.mergedInto()));
            }
            restoreDeleted(then, stored.deletedIn(), transaction);
            return new Outcome(false, id, Map.of());
        });
    }

    private static Entity revision(String id, long revision, WriteTransaction transaction) {
        return transaction.run(REVISION, Map.of("id", id, "revision", revision)).stream()
                .findFirst()
                .map(row -> row.entity("entity"))
                .orElseThrow(() -> new InvalidInput(List.of(new Violation(
                        "path",
                        "version",
                        "must be a revision of \"%s\"; it has none with the number %d".formatted(id, revision)))));
    }

    private static void restoreDeleted(Entity then, long deletedIn, WriteTransaction transaction) {
        var writer = RecordWriter.forEdit(transaction);
        writer.entities(
                List.of(ReferenceCheck.ofFormerState("version", () -> ReferenceCheck.checked(then, transaction))));
        writer.updateDerived(); // Its relationships need both of their ends.
        writer.relationships(transaction.run(WITHDRAWN_RELATIONSHIPS, Map.of("id", then.id(), "in", deletedIn)).stream()
                .filter(row -> Boolean.TRUE.equals(row.values().get("joinable")))
                .map(row -> row.relationship("relationship"))
                .map(relationship -> ReferenceCheck.ofFormerState(
                        "version", () -> ReferenceCheck.checked(relationship, transaction)))
                .toList());
        writer.updateDerived();
    }

    /**
     * Deletes an entity, with its evidence.
     *
     * @param kinds kinds to accept
     * @param cascade whether to delete its relationships too and, for a source, the evidence from it
     * @throws UnknownId when no such entity exists, or it has another kind
     * @throws ChangeRejected when relationships or evidence refer to it
     */
    public Receipt delete(String id, Set<Kind> kinds, Precondition condition, boolean cascade, Author author) {
        return ledger.write(author, transaction -> {
            StoredState stored = StoredState.entity(id, kinds, transaction);
            condition.check(id, stored.changedIn());
            return EntityDeletion.delete(id, cascade, transaction);
        });
    }
}
