package dev.chipgraph.change.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.graph.Digests;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Plural;
import dev.chipgraph.model.RecordReader;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.Slugs;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.lookup.References.Suggestion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Edits of one entity, relationship or record of evidence, as editors and other services make them. Each is one
 * transaction. Input is validated against the vocabulary and the graph. An edit replaces only the state that its author
 * has read.
 */
@ApplicationScoped
public class Edits implements WarmUpTask {

    private static final String BODY = "body";
    private static final Statement ENTITY = Statement.of("change/entity");
    private static final Statement RELATIONSHIP = Statement.of("change/relationship");
    private static final Statement EVIDENCE = Statement.of("change/evidence");
    private static final Statement EVIDENCE_OF = Statement.of("change/evidence_of");
    private static final Statement EVIDENCE_FROM = Statement.of("change/evidence_from");
    private static final Statement RELATIONSHIPS_OF = Statement.of("change/relationships_of");
    private static final Statement SIGNED_FOR = Statement.of("change/signed_for");
    private static final Statement SAME_NAMES = Statement.of("change/same_names");
    private static final Statement REVISION = Statement.of("change/revision");
    private static final Statement WITHDRAWN_RELATIONSHIPS = Statement.of("change/withdrawn_relationships");

    /** Maximum number of relationships or records that a cascading deletion removes. */
    private static final int MOST_AT_ONCE = 10_000;

    private static final int TOLD = 20;
    private static final int NAMESAKES = 50;

    /** Leaves room for the number or digest behind it. */
    private static final int LONGEST_SLUG = 80;

    private final Ledger ledger;
    private final ObjectMapper json;

    Edits(Ledger ledger, ObjectMapper json) {
        this.ledger = ledger;
        this.json = json;
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

    private Outcome create(Kind kind, JsonNode body, boolean confirmed, WriteTransaction transaction) {
        ObjectNode document = document(body, kind);
        if (!document.hasNonNull("id") && document.path("name").isTextual()) {
            document.put("id", freeId(kind, document.path("name").textValue(), transaction));
        }
        Entity entity = read(document, kind);
        Row before = stored(entity.id(), transaction);
        if (before != null) {
            throw new ChangeRejected(
                    Reason.EXISTS,
                    isGone(before)
                            ? "\"%s\" was deleted. Restore it from its history, or choose another id."
                                    .formatted(entity.id())
                            : "\"%s\" exists already. Change it with PUT or PATCH, or choose another id."
                                    .formatted(entity.id()));
        }
        return created(entity, confirmed, transaction);
    }

    /** Replaces an entity, or adds it with this id. */
    public Receipt put(Kind kind, String id, JsonNode body, Precondition condition, boolean confirmed, Author author) {
        return ledger.write(author, transaction -> {
            Row before = stored(id, transaction);
            ObjectNode document = named(document(body, kind), id);
            if (before == null) {
                condition.checkAbsent(id);
                return created(readNew(document, kind), confirmed, transaction);
            }
            if (!isGone(before) && !kind.wire().equals(before.text("kind"))) {
                throw new InvalidInput(
                        "path",
                        "kind",
                        "cannot be %s: \"%s\" has the kind %s, and a kind never changes"
                                .formatted(kind.wire(), id, before.text("kind")));
            }
            return changed(id, before, condition, any -> document, transaction);
        });
    }

    /**
     * Applies a JSON Merge Patch; {@code evidence} is replaced as a whole.
     *
     * @param kinds kinds to accept
     * @throws Absent when no such entity exists, or it has another kind
     */
    public Receipt patch(String id, Set<Kind> kinds, JsonNode patch, Precondition condition, Author author) {
        return ledger.write(
                author,
                transaction -> changed(
                        id,
                        present(id, stored(id, transaction), kinds),
                        condition,
                        document -> named(object(MergePatch.apply(document, patch)), id),
                        transaction));
    }

    /**
     * Restores an earlier state of an entity, with its evidence at that time. A deleted entity is restored with the
     * relationships that were deleted with it.
     *
     * @param revision number of the revision
     */
    public Receipt restore(String id, long revision, Precondition condition, Author author) {
        return ledger.write(author, transaction -> {
            Row before = stored(id, transaction);
            if (before == null) {
                throw new Absent(id);
            }
            Entity then = transaction.run(REVISION, Map.of("id", id, "revision", revision)).stream()
                    .findFirst()
                    .map(row -> row.entity("entity"))
                    .orElseThrow(() -> new InvalidInput(List.of(new Violation(
                            "path",
                            "version",
                            "must be a revision of \"%s\"; it has none with the number %d".formatted(id, revision)))));
            if (!isGone(before)) {
                return fitting(
                        "version",
                        () -> changed(id, before, condition, any -> tree(ImportFormat.of(then)), transaction));
            }
            if (before.text("mergedInto") != null) {
                // Its relationships now belong to the other entity; only undoing the merge moves them back together.
                throw new ChangeRejected(
                        Reason.GONE,
                        "\"%s\" was merged into \"%s\". Undo the merge with POST .../unmerge."
                                .formatted(id, before.text("mergedInto")));
            }
            long in = before.number("supersededIn");
            var writer = new RecordWriter(transaction, true);
            writer.entities(List.of(fitting("version", () -> checked(then, transaction))));
            writer.settle(); // Its relationships need both of their ends.
            writer.relationships(transaction.run(WITHDRAWN_RELATIONSHIPS, Map.of("id", id, "in", in)).stream()
                    .filter(row -> Boolean.TRUE.equals(row.values().get("joinable")))
                    .map(row -> fitting("version", () -> checked(row.relationship("relationship"), transaction)))
                    .toList());
            writer.settle();
            return new Outcome(false, id, Map.of());
        });
    }

    /**
     * Deletes an entity, with its evidence.
     *
     * @param kinds kinds to accept
     * @param cascade whether to delete its relationships too and, for a source, the evidence from it
     * @throws Absent when no such entity exists, or it has another kind
     * @throws ChangeRejected when relationships or evidence refer to it
     */
    public Receipt delete(String id, Set<Kind> kinds, Precondition condition, boolean cascade, Author author) {
        return ledger.write(author, transaction -> delete(id, kinds, condition, cascade, transaction));
    }

    private Outcome delete(
            String id, Set<Kind> kinds, Precondition condition, boolean cascade, WriteTransaction transaction) {
        Row before = present(id, stored(id, transaction), kinds);
        condition.check(id, before.number("changedIn"));
        var relationships = transaction.run(RELATIONSHIPS_OF, Map.of("id", id, "limit", MOST_AT_ONCE + 1)).stream()
                .map(row -> row.relationship("relationship"))
                .toList();
        var signed = transaction.run(SIGNED_FOR, Map.of("id", id, "limit", TOLD)).stream()
                .map(row -> row.relationship("relationship"))
                .toList();
        var supported = transaction.run(EVIDENCE_FROM, Map.of("id", id, "limit", MOST_AT_ONCE + 1));
        var unsupported = supported.stream()
                .filter(row -> !Boolean.TRUE.equals(row.values().get("otherwise")))
                .map(row -> row.text("subject"))
                .toList();
        refuseReferred(id, cascade, relationships, signed, supported, unsupported);
        var writer = new RecordWriter(transaction, true);
        writer.withdrawRelationships(relationships);
        writer.withdrawEvidence(Stream.of(
                        evidenceIds(
                                Stream.concat(
                                                Stream.of(id),
                                                relationships.stream().map(Relationship::id))
                                        .toList(),
                                transaction)
                                .stream(),
                        supported.stream().flatMap(row -> row.texts("ids").stream()))
                .flatMap(ids -> ids)
                .distinct()
                .toList());
        writer.withdrawEntities(List.of(id), null);
        writer.settle();
        return new Outcome(
                false,
                id,
                Map.of(
                        "relationships",
                        relationships.stream().map(Relationship::id).toList()));
    }

    private static void refuseReferred(
            String id,
            boolean cascade,
            List<Relationship> relationships,
            List<Relationship> signed,
            List<Row> supported,
            List<String> unsupported) {
        String reason = null;
        if (!signed.isEmpty()) {
            reason = "signatures refer to it by onBehalfOf; change those relationships first";
        } else if (!unsupported.isEmpty()) {
            reason = "it is the only source of %s; add other evidence or delete those first"
                    .formatted(some(unsupported));
        } else if (relationships.size() > MOST_AT_ONCE || supported.size() > MOST_AT_ONCE) {
            reason = "more than %d relationships or facts refer to it".formatted(MOST_AT_ONCE);
        } else if (!cascade && !relationships.isEmpty()) {
            reason = Plural.of(
                    relationships.size(),
                    "1 relationship leads to or from it; with cascade=true it is deleted as well",
                    "%d relationships lead to or from it; with cascade=true they are deleted as well");
        } else if (!cascade && !supported.isEmpty()) {
            reason = "evidence about %s comes from it; cascade=true deletes that evidence too"
                    .formatted(some(
                            supported.stream().map(row -> row.text("subject")).toList()));
        }
        if (reason != null) {
            throw new ChangeRejected(
                    Reason.REFERRED_TO,
                    "\"%s\" cannot be deleted: %s.".formatted(id, reason),
                    List.of(),
                    Stream.concat(signed.stream(), relationships.stream())
                            .limit(TOLD)
                            .toList());
        }
    }

    private static String some(List<String> ids) {
        return ids.stream().limit(5).collect(Collectors.joining(", ")) + (ids.size() > 5 ? " and others" : "");
    }

    /** Adds a relationship between two existing entities. */
    public Receipt createRelationship(JsonNode body, Author author) {
        return ledger.write(author, transaction -> createRelationship(body, transaction));
    }

    private Outcome createRelationship(JsonNode body, WriteTransaction transaction) {
        Relationship relationship = GeneratedIds.withId(readRelationship(object(body)));
        Row before = storedRelationship(relationship.id(), transaction);
        if (before != null && !isGone(before)) {
            throw new ChangeRejected(
                    Reason.EXISTS,
                    "This relationship exists already as \"%s\". Add evidence to it, or change it with PUT or PATCH."
                            .formatted(relationship.id()),
                    List.of(),
                    List.of(before.relationship("relationship")));
        }
        return written(relationship, transaction, true);
    }

    /** Replaces the properties, dates and evidence of a relationship. */
    public Receipt putRelationship(String id, JsonNode body, Precondition condition, Author author) {
        return changedRelationship(id, condition, any -> object(body), author);
    }

    /** Applies a JSON Merge Patch; {@code evidence} is replaced as a whole. */
    public Receipt patchRelationship(String id, JsonNode patch, Precondition condition, Author author) {
        return changedRelationship(id, condition, document -> object(MergePatch.apply(document, patch)), author);
    }

    private Receipt changedRelationship(
            String id, Precondition condition, UnaryOperator<JsonNode> change, Author author) {
        return ledger.write(author, transaction -> {
            Row stored = present(id, storedRelationship(id, transaction));
            condition.check(id, stored.number("changedIn"));
            var evidence = evidenceOf(List.of(id), transaction);
            Relationship before = stored.relationship("relationship")
                    .with(evidence.stream()
                            .map(row -> row.evidenceRecord("evidence"))
                            .toList());
            ObjectNode document = named(object(change.apply(tree(ImportFormat.of(before)))), id);
            Relationship after = readRelationship(document);
            if (!List.of(before.type(), before.from().id(), before.to().id())
                    .equals(List.of(after.type(), after.from().id(), after.to().id()))) {
                throw new InvalidInput(
                        "body",
                        "type",
                        "cannot be changed, nor can from and to; delete the relationship and add another");
            }
            var writer = new RecordWriter(transaction, true);
            if (!Objects.equals(
                    before.properties().get("onBehalfOf"), after.properties().get("onBehalfOf"))) {
                writer.relationships(List.of(after.with(List.of())));
            }
            replace(
                    id,
                    after.type().wire(),
                    evidence,
                    ImportFormat.of(before),
                    checked(after, transaction).evidence(),
                    ImportFormat.of(after),
                    writer);
            writer.settle();
            return new Outcome(false, id, Map.of());
        });
    }

    /** Deletes a relationship, with its evidence. */
    public Receipt deleteRelationship(String id, Precondition condition, Author author) {
        return ledger.write(author, transaction -> {
            Row before = present(id, storedRelationship(id, transaction));
            condition.check(id, before.number("changedIn"));
            var writer = new RecordWriter(transaction, true);
            writer.withdrawRelationships(List.of(before.relationship("relationship")));
            writer.withdrawEvidence(evidenceIds(List.of(id), transaction));
            writer.settle();
            return new Outcome(false, id, Map.of());
        });
    }

    /** Restores a deleted relationship with its evidence. Both of its ends must exist. */
    public Receipt restoreRelationship(String id, Author author) {
        return ledger.write(author, transaction -> {
            Row before = storedRelationship(id, transaction);
            if (before == null) {
                throw new Absent(id);
            }
            if (!isGone(before)) {
                throw new ChangeRejected(Reason.EXISTS, "\"%s\" was not deleted.".formatted(id));
            }
            Relationship was = before.relationship("relationship");
            Relationship then = transaction
                    .run(WITHDRAWN_RELATIONSHIPS, Map.of("id", was.from().id(), "in", before.number("supersededIn")))
                    .stream()
                    .map(row -> row.relationship("relationship"))
                    .filter(relationship -> relationship.id().equals(id))
                    .findFirst()
                    .orElse(was);
            return fitting("id", () -> written(then, transaction, false));
        });
    }

    /**
     * Adds evidence to an entity or a relationship.
     *
     * @param subject id of either
     */
    public Receipt addEvidence(String subject, JsonNode body, Author author) {
        return ledger.write(author, transaction -> addEvidence(subject, body, transaction));
    }

    private Outcome addEvidence(String subject, JsonNode body, WriteTransaction transaction) {
        String type = subjectType(subject, transaction);
        Evidence read = checked(readEvidence(object(body)), transaction);
        // Nothing would be left to call it by if this evidence stayed as the last.
        Evidence added = type.equals(RecordWriter.ENTITY)
                ? read.claiming(Map.of(
                        "name", stored(subject, transaction).row("entity").text("name")))
                : read;
        var all = evidenceOf(List.of(subject), transaction).stream()
                .map(row -> row.evidenceRecord("evidence"))
                .toList();
        var present = all.stream().map(Evidence::id).toList();
        if (all.stream().anyMatch(record -> ImportFormat.of(record).equals(ImportFormat.of(added)))) {
            throw new ChangeRejected(Reason.EXISTS, "\"%s\" has this evidence already.".formatted(subject));
        }
        int ordinal = IntStream.iterate(1, number -> number + 1)
                .filter(number -> !present.contains(GeneratedIds.of(subject, added, number)))
                .findFirst()
                .orElseThrow();
        String id = GeneratedIds.of(subject, added, ordinal);
        var writer = new RecordWriter(transaction, true);
        writer.evidence(id, subject, type, ordinal, added);
        writer.settle();
        return new Outcome(true, id, Map.of("subject", subject));
    }

    public Receipt putEvidence(String id, JsonNode body, Precondition condition, Author author) {
        return changedEvidence(id, condition, any -> object(body), author);
    }

    public Receipt patchEvidence(String id, JsonNode patch, Precondition condition, Author author) {
        return changedEvidence(id, condition, document -> object(MergePatch.apply(document, patch)), author);
    }

    private Receipt changedEvidence(String id, Precondition condition, UnaryOperator<JsonNode> change, Author author) {
        return ledger.write(author, transaction -> {
            Row stored = present(id, storedEvidence(id, transaction));
            condition.check(id, stored.number("changedIn"));
            Evidence before = stored.evidenceRecord("evidence");
            ObjectNode document = object(change.apply(tree(ImportFormat.of(before))));
            Evidence read = checked(readEvidence(document), transaction);
            Evidence after = document.has("claims") ? read : read.withClaims(before.claims());
            if (!GeneratedIds.place(before).equals(GeneratedIds.place(after))) {
                throw new InvalidInput(
                        "body",
                        "source",
                        "cannot be changed, nor can locator and extractor; delete the evidence and add another");
            }
            if (!ImportFormat.of(before).equals(ImportFormat.of(after))) {
                var writer = new RecordWriter(transaction, true);
                writer.evidence(
                        id, stored.text("subject"), stored.text("subjectType"), (int) stored.number("ordinal"), after);
                writer.settle();
            }
            return new Outcome(false, id, Map.of("subject", stored.text("subject")));
        });
    }

    /**
     * Deletes a record of evidence.
     *
     * @throws ChangeRejected when its subject has no other evidence
     */
    public Receipt deleteEvidence(String id, Precondition condition, Author author) {
        return ledger.write(author, transaction -> {
            Row stored = present(id, storedEvidence(id, transaction));
            condition.check(id, stored.number("changedIn"));
            if (stored.number("records") == 1) {
                throw new ChangeRejected(
                        Reason.REFERRED_TO,
                        "\"%s\" is the only evidence of \"%s\". Add other evidence first, or delete \"%2$s\"."
                                .formatted(id, stored.text("subject")));
            }
            var writer = new RecordWriter(transaction, true);
            writer.withdrawEvidence(List.of(id));
            writer.settle();
            return new Outcome(false, id, Map.of("subject", stored.text("subject")));
        });
    }

    /**
     * Runs the usual edits in a transaction that is rolled back, so that the database plans their statements. Writers
     * wait for it; readers see nothing of it.
     */
    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        var author = Author.of(Author.SERVICE);
        ledger.rehearse(author, transaction -> {
            stored(id, transaction);
            String name = "Rehearsal " + author.request();
            String source = create(Kind.SOURCE, example("name", name, "type", "article"), false, transaction)
                    .id();
            ObjectNode evidence = example("source", source);
            ObjectNode supported = example("name", name);
            supported.putArray("evidence").add(evidence);
            String company = create(Kind.COMPANY, supported, false, transaction).id();
            String other = create(Kind.COMPANY, supported, true, transaction).id();
            ObjectNode related = example("type", RelationshipType.SUPPLIES.wire(), "from", company, "to", other);
            related.putArray("evidence").add(evidence);
            createRelationship(related, transaction);
            addEvidence(company, evidence.deepCopy().put("locator", name), transaction);
            UnaryOperator<JsonNode> patch = document -> MergePatch.apply(document, example("name", name + " again"));
            changed(company, stored(company, transaction), Precondition.WHATEVER, patch, transaction);
            return delete(other, Kind.organizations(), Precondition.WHATEVER, true, transaction);
        });
    }

    private ObjectNode example(String... members) {
        ObjectNode document = json.createObjectNode();
        for (int i = 0; i < members.length; i += 2) {
            document.put(members[i], members[i + 1]);
        }
        return document;
    }

    private Outcome created(Entity entity, boolean confirmed, WriteTransaction transaction) {
        Entity checked = checked(entity, transaction);
        if (entity.kind().isOrganization() && !confirmed) {
            var namesakes = transaction
                    .run(SAME_NAMES, Map.of("fingerprints", RecordWriter.fingerprints(entity), "id", entity.id()))
                    .stream()
                    .map(row -> Suggestion.of(row.entity("entity")))
                    .toList();
            if (!namesakes.isEmpty()) {
                throw new ChangeRejected(
                        Reason.SAME_NAME,
                        "An organisation of this name exists. Change that one, or send confirmed=true if yours is another.",
                        namesakes,
                        List.of());
            }
        }
        var writer = new RecordWriter(transaction, true);
        writer.entities(List.of(checked));
        writer.settle();
        return new Outcome(true, entity.id(), Map.of());
    }

    /** Replaces an entity by a changed document; an equal document changes nothing. */
    Outcome changed(
            String id,
            Row stored,
            Precondition condition,
            UnaryOperator<JsonNode> change,
            WriteTransaction transaction) {
        Row present = present(id, stored);
        condition.check(id, present.number("changedIn"));
        var evidence = evidenceOf(List.of(id), transaction);
        Entity before = present.entity("entity")
                .with(evidence.stream()
                        .map(row -> row.evidenceRecord("evidence"))
                        .toList());
        Entity wished = read(object(change.apply(tree(ImportFormat.of(before)))), before.kind());
        Entity after = documents(wished.evidence()).equals(documents(before.evidence()))
                ? wished // What its evidence refers to was found along with it.
                : checked(wished, transaction);
        var writer = new RecordWriter(transaction, true);
        replace(
                id,
                RecordWriter.ENTITY,
                evidence,
                ImportFormat.of(before),
                after.evidence(),
                ImportFormat.of(after),
                writer);
        writer.settle();
        return new Outcome(false, id, Map.of());
    }

    private Outcome written(Relationship relationship, WriteTransaction transaction, boolean created) {
        var writer = new RecordWriter(transaction, true);
        writer.relationships(List.of(checked(relationship, transaction)));
        writer.settle();
        return new Outcome(created, relationship.id(), Map.of());
    }

    /**
     * Writes the evidence that differs, withdraws the evidence that is missing, and has the wanted values shown. Evidence
     * without claims claims the wanted values.
     */
    private static void replace(
            String subject,
            String type,
            List<Row> before,
            Map<String, Object> shown,
            List<Evidence> after,
            Map<String, Object> wanted,
            RecordWriter writer) {
        var byId = new LinkedHashMap<String, Evidence>();
        before.forEach(row -> byId.put(row.text("id"), row.evidenceRecord("evidence")));
        var ordinals = GeneratedIds.ordinals(after);
        var complete = ClaimFields.complete(after, wanted);
        String source = null;
        for (int i = 0; i < after.size(); i++) {
            String id = GeneratedIds.of(subject, after.get(i), ordinals.get(i));
            Evidence known = byId.remove(id);
            if (known == null || !ImportFormat.of(known).equals(ImportFormat.of(after.get(i)))) {
                writer.evidence(id, subject, type, ordinals.get(i), complete.get(i));
                source = known == null && source == null ? after.get(i).source().id() : source;
            }
        }
        writer.withdrawEvidence(byId.keySet());
        var differing = ClaimFields.differing(ClaimFields.fields(shown), ClaimFields.fields(wanted));
        if (!differing.isEmpty()) {
            writer.decide(subject, type, new RecordWriter.Wish(differing, source, null, false));
        }
    }

    private static List<Map<String, Object>> documents(List<Evidence> evidence) {
        return evidence.stream().map(ImportFormat::of).toList();
    }

    /** A former state may not fit the graph any more. The mistake is then in the part of the path that names the state. */
    private static <T> T fitting(String parameter, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidInput e) {
            throw e.ofFormerState("path", parameter);
        }
    }

    private Entity checked(Entity entity, WriteTransaction transaction) {
        var known = ReferenceIndex.of(
                transaction,
                Stream.concat(Stream.of(entity.id()), ReferenceIndex.sources(entity.evidence()))
                        .toList());
        InvalidInput.throwIfAny(known.check(BODY, entity));
        return entity.with(known.current(entity.evidence()));
    }

    private Relationship checked(Relationship relationship, WriteTransaction transaction) {
        var known = ReferenceIndex.of(
                transaction, ReferenceIndex.references(relationship).toList());
        InvalidInput.throwIfAny(known.check(BODY, relationship));
        return known.current(relationship);
    }

    static Evidence checked(Evidence evidence, WriteTransaction transaction) {
        var known = ReferenceIndex.of(transaction, List.of(evidence.source().id()));
        var violations = new ArrayList<Violation>();
        known.checkSources(BODY, null, List.of(evidence), violations);
        InvalidInput.throwIfAny(violations);
        return known.current(List.of(evidence)).getFirst();
    }

    private String subjectType(String subject, WriteTransaction transaction) {
        var type = RelationshipType.ofId(subject);
        if (type.isPresent()) {
            present(subject, storedRelationship(subject, transaction));
            return type.get().wire();
        }
        present(subject, stored(subject, transaction));
        return RecordWriter.ENTITY;
    }

    public static Row stored(String id, WriteTransaction transaction) {
        return transaction.run(ENTITY, Map.of("id", id)).stream().findFirst().orElse(null);
    }

    public static Row storedRelationship(String id, WriteTransaction transaction) {
        return RelationshipType.ofId(id)
                .flatMap(type -> transaction.run(RELATIONSHIP, Map.of("id", id, "type", type.wire())).stream()
                        .findFirst())
                .orElse(null);
    }

    private static Row storedEvidence(String id, WriteTransaction transaction) {
        return transaction.run(EVIDENCE, Map.of("id", id)).stream().findFirst().orElse(null);
    }

    public static List<Row> evidenceOf(List<String> subjects, WriteTransaction transaction) {
        return transaction.run(EVIDENCE_OF, Map.of("subjects", subjects));
    }

    private static List<String> evidenceIds(List<String> subjects, WriteTransaction transaction) {
        return evidenceOf(subjects, transaction).stream()
                .map(row -> row.text("id"))
                .toList();
    }

    public static boolean isGone(Row stored) {
        return stored.values().get("supersededAt") != null;
    }

    public static Row present(String id, Row stored) {
        if (stored == null) {
            throw new Absent(id);
        }
        if (isGone(stored)) {
            throw new ChangeRejected(
                    Reason.GONE,
                    stored.text("mergedInto") == null
                            ? "\"%s\" was deleted. Its history can restore it.".formatted(id)
                            : "\"%s\" was merged into \"%s\".".formatted(id, stored.text("mergedInto")));
        }
        return stored;
    }

    private static Row present(String id, Row stored, Set<Kind> kinds) {
        Row present = present(id, stored);
        if (!kinds.contains(Kind.fromString(present.text("kind")))) {
            throw new Absent(id);
        }
        return present;
    }

    /** No entity, relationship or evidence has or had the id, or it has another kind. */
    public static final class Absent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Absent(String id) {
            super("There is no entity, relationship or evidence with the id \"%s\".".formatted(id));
        }
    }

    /** Generates an id: the name in Latin letters, or its digest when it has none, with a number when the id is taken. */
    private static String freeId(Kind kind, String name, WriteTransaction transaction) {
        String slug = Slugs.of(name);
        String base = slug.length() < 2 ? kind.wire() + "-" + Digests.id(name) : Slugs.shortened(slug, LONGEST_SLUG);
        var candidates = IntStream.rangeClosed(1, NAMESAKES)
                .mapToObj(number -> number == 1 ? base : base + "-" + number)
                .toList();
        ReferenceIndex known = ReferenceIndex.of(transaction, candidates);
        return candidates.stream().filter(known::isNew).findFirst().orElse(base + "-" + Digests.id(name + candidates));
    }

    private static ObjectNode document(JsonNode body, Kind kind) {
        ObjectNode document = object(body);
        JsonNode given = document.path("kind");
        if (!given.isMissingNode() && !given.asText().equals(kind.wire())) {
            throw new InvalidInput("body", "kind", "must be %s at this URL, or be left out".formatted(kind.wire()));
        }
        return document;
    }

    private static ObjectNode named(ObjectNode document, String id) {
        JsonNode given = document.path("id");
        if (!given.isMissingNode() && !given.asText().equals(id)) {
            throw new InvalidInput("body", "id", "must be %s, the id in the URL, or be left out".formatted(id));
        }
        return document.put("id", id);
    }

    static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw new InvalidInput("body", BODY, "must be a JSON object");
    }

    static Entity read(ObjectNode document, Kind kind) {
        document.put("kind", kind.wire());
        return read(reader -> reader.entity(document));
    }

    /** An entity whose id the path gives, and not its body. */
    private static Entity readNew(ObjectNode document, Kind kind) {
        try {
            return read(document, kind);
        } catch (InvalidInput e) {
            throw new InvalidInput(e.violations().stream()
                    .map(violation -> violation.field().equals("id")
                            ? new Violation("path", "ref", violation.message())
                            : violation)
                    .toList());
        }
    }

    private static Relationship readRelationship(ObjectNode document) {
        return read(reader -> reader.relationship(document));
    }

    private static Evidence readEvidence(ObjectNode document) {
        return read(reader -> reader.evidenceRecord(document));
    }

    private static <T> T read(Function<RecordReader, T> reading) {
        var reader = new RecordReader(BODY);
        T record = reading.apply(reader);
        InvalidInput.throwIfAny(reader.violations());
        return record;
    }

    private JsonNode tree(Map<String, Object> document) {
        return json.valueToTree(document);
    }
}
