package dev.chipgraph.change.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.change.Cycles;
import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.Identifiers;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.graph.Digests;
import dev.chipgraph.graph.PropertyCodec;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Claims;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.Name;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RecordReader;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.ShownState;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes entities, relationships and evidence in a transaction, one or thousands, and updates what is derived from them:
 * search names, countries, conflicts and feed entries.
 */
public final class RecordWriter {

    /** Value of {@code subjectType} on evidence of entities; on evidence of relationships it is their type. */
    public static final String ENTITY = "ENTITY";

    /** The kind of evidence in the feed. */
    static final String EVIDENCE = "evidence";

    private static final int ROWS_AT_ONCE = 5_000;
    private static final Statement ENTITIES = Statement.of("merge/entities");
    private static final Statement NEW_ENTITIES = Statement.of("merge/new_entities");
    private static final Statement NAMES = Statement.of("merge/names");
    private static final Statement NEW_NAMES = Statement.of("merge/new_names");
    private static final Map<RelationshipType, Statement> RELATIONSHIPS = ofEachType("merge/relationships");
    private static final Map<RelationshipType, Statement> KNOWN_RELATIONSHIPS = ofEachType("merge/known_relationships");
    private static final Map<RelationshipType, Statement> NEW_RELATIONSHIPS = ofEachType("merge/new_relationships");
    private static final Statement KNOWN_EVIDENCE = Statement.of("merge/known_evidence");
    private static final Statement NEW_EVIDENCE = Statement.of("merge/new_evidence");
    private static final Statement RECORDS = Statement.of("merge/evidence");
    private static final Statement WITHDRAW_ENTITIES = Statement.of("merge/withdraw_entities");
    private static final Map<RelationshipType, Statement> WITHDRAW_RELATIONSHIPS =
            ofEachType("merge/withdraw_relationships");
    private static final Statement WITHDRAW_EVIDENCE = Statement.of("merge/withdraw_evidence");
    private static final Statement TOUCH_ENTITIES = Statement.of("change/touch_entities");
    private static final Map<RelationshipType, Statement> TOUCH_RELATIONSHIPS =
            ofEachType("change/touch_relationships");
    private static final Statement ENTITY_STATES = Statement.of("merge/states_of_entities");
    private static final Map<RelationshipType, Statement> RELATIONSHIP_STATES =
            ofEachType("merge/states_of_relationships");
    private static final Statement OUTDATED_EVIDENCE = Statement.of("merge/outdated_evidence");
    private static final Statement LOCATED_BELOW = Statement.of("merge/located_below");
    private static final Statement COUNTRIES = Statement.of("merge/countries");

    private final WriteTransaction transaction;
    private final boolean edited;
    private final Set<String> toLocate = new LinkedHashSet<>();
    private final Set<String> movedPlaces = new LinkedHashSet<>();
    /** Types of the subjects whose evidence changed, by id. */
    private final Map<String, String> toSettle = new LinkedHashMap<>();
    /** New subjects; their derived state needs an update only when their evidence makes claims. */
    private final Set<String> fresh = new HashSet<>();

    private final Set<String> written = new HashSet<>();
    /** New subjects whose sources contradict each other. */
    private final Set<String> disputed = new HashSet<>();
    /** Known entities that were written again; when they were deleted, they come back. */
    private final Set<String> brought = new HashSet<>();
    /** What editors want to be shown, by subject. */
    private final Map<String, Wish> wishes = new HashMap<>();
    /** Restored subjects; their withdrawn evidence is restored with them. */
    private final Set<String> restored = new HashSet<>();
    /** Imported relationships that editors have deleted; their evidence is left out. */
    private final Set<String> keptOut = new HashSet<>();
    /** Origins of the evidence that imported records bring of known subjects, by subject. */
    private final Map<String, Outdated> superseded = new LinkedHashMap<>();

    private final List<Entity> writtenEntities = new ArrayList<>();
    private final List<Relationship> writtenRelationships = new ArrayList<>();

    /**
     * @param edited whether an editor makes the change; an import changes only what differs from its last import
     */
    public RecordWriter(WriteTransaction transaction, boolean edited) {
        this.transaction = transaction;
        this.edited = edited;
    }

    /** A statement for each type; the literal type lets the planner use its index. */
    private static Map<RelationshipType, Statement> ofEachType(String name) {
        Statement any = Statement.of(name);
        return Arrays.stream(RelationshipType.values()).collect(Collectors.toMap(Function.identity(), any::forType));
    }

    /** Writes entities with their evidence. What is shown of them follows from all of their evidence. */
    public void entities(Collection<Entity> entities) {
        var complete = entities.stream().map(ClaimFields::complete).toList();
        var absent = absent(complete);
        var shown = complete.stream()
                .filter(entity -> absent.contains(entity.id()))
                .map(entity -> ShownState.entity(entity.id(), entity.kind(), entity.evidence()))
                .toList();
        writtenEntities.addAll(shown);
        inParts(shown, part -> {
            create(NEW_ENTITIES, part.stream().map(this::row).toList(), this::completeEntity);
            create(NEW_NAMES, part.stream().flatMap(this::foundBy).toList(), UnaryOperator.identity());
            part.forEach(entity -> {
                noteFresh(entity.kind().wire(), entity.id(), "");
                toSettle.put(entity.id(), ENTITY);
                if (!entity.conflicts().isEmpty()) {
                    disputed.add(entity.id());
                }
                if (entity.kind() == Kind.PLACE) {
                    toLocate.add(entity.id());
                }
            });
        });
        var known = complete.stream()
                .filter(entity -> !absent.contains(entity.id()))
                .toList();
        known.forEach(entity -> {
            toSettle.put(entity.id(), ENTITY);
            brought.add(entity.id());
        });
        known.forEach(entity -> supersede(entity.id(), entity.evidence()));
        evidence(complete.stream()
                .flatMap(entity -> evidenceRows(entity.id(), ENTITY, entity.evidence()).stream())
                .toList());
    }

    /** Ids that the graph has never had; they need no comparison. */
    private Set<String> absent(Collection<Entity> entities) {
        var ids = entities.stream().map(Entity::id).collect(Collectors.toSet());
        if (!transaction.isFirst()) {
            var references = ReferenceIndex.of(transaction, ids);
            ids.removeIf(id -> !references.isNew(id));
        }
        return ids;
    }

    private Map<String, Object> completeEntity(Map<String, Object> row) {
        return Map.of(
                "labels",
                row.get("labels"),
                "properties",
                complete(
                        row,
                        Map.of(
                                "words",
                                row.get("words"),
                                "version",
                                1,
                                "updatedAt",
                                transaction.now(),
                                "hasConflict",
                                false,
                                "change",
                                "created")));
    }

    /** The search keys of a new entity: one row for each name and identifier. */
    private Stream<Map<String, Object>> foundBy(Entity entity) {
        return Stream.concat(
                names(entity).stream().map(name -> foundBy("Name", entity.id(), name)),
                Identifiers.keys(entity).stream().map(key -> foundBy("Identifier", entity.id(), Map.of("key", key))));
    }

    private Map<String, Object> foundBy(String label, String entity, Map<String, String> key) {
        var properties = new HashMap<String, Object>(key);
        properties.put("entity", entity);
        properties.put("recordedAt", transaction.now());
        return Map.of("id", entity, "label", label, "properties", properties);
    }

    /** Writes relationships with their evidence; their ends exist. */
    public void relationships(Collection<Relationship> relationships) {
        var complete = relationships.stream().map(ClaimFields::complete).toList();
        var byId = complete.stream().collect(Collectors.toMap(Relationship::id, Function.identity()));
        complete.stream()
                .collect(Collectors.groupingBy(Relationship::type, TreeMap::new, Collectors.toList()))
                .forEach((type, all) -> inParts(all.stream().map(this::row).toList(), rows -> {
                    var parted = parted(rows, KNOWN_RELATIONSHIPS.get(type));
                    create(
                            NEW_RELATIONSHIPS.get(type),
                            parted.fresh(),
                            row -> Map.of(
                                    "from",
                                    row.get("from"),
                                    "to",
                                    row.get("to"),
                                    "properties",
                                    complete(row, Map.of("hasConflict", false))));
                    parted.fresh().forEach(row -> {
                        String id = (String) row.get("id");
                        noteFresh(type.wire(), id, "");
                        changed(byId.get(id));
                        if (byId.get(id).evidence().size() > 1) {
                            disputed.add(id);
                        }
                    });
                    var written = edited
                            ? parted.others()
                            : parted.others().stream()
                                    .filter(row -> parted.gone().contains((String) row.get("id")))
                                    .toList();
                    if (!written.isEmpty()) {
                        run(type, written).forEach(row -> changed(byId.get(row.text("id"))));
                    }
                    parted.gone().stream()
                            .filter(id -> !this.written.contains(id))
                            .forEach(keptOut::add);
                }));
        complete.stream()
                .filter(relationship -> !fresh.contains(relationship.id()) && !keptOut.contains(relationship.id()))
                .forEach(relationship -> {
                    toSettle.put(relationship.id(), relationship.type().wire());
                    supersede(relationship.id(), relationship.evidence());
                });
        evidence(complete.stream()
                .flatMap(relationship ->
                        evidenceRows(relationship.id(), relationship.type().wire(), relationship.evidence()).stream())
                .toList());
    }

    /** Writes states of relationships, and returns their rows. */
    private List<Row> run(RelationshipType type, List<Map<String, Object>> rows) {
        var states = transaction.run(RELATIONSHIPS.get(type), Map.of("rows", rows));
        states.forEach(row -> {
            note(row);
            if (row.text("ledFrom") != null) {
                relocated(type, row.text("ledFrom"));
            }
        });
        return states;
    }

    /** The evidence that a record brings of a known subject: its origins, and ids of the records. */
    private record Outdated(Set<String> origins, List<String> ids) {}

    /** A record that a file brings replaces what files of the same source and extractor said of its subject before. */
    private void supersede(String subject, List<Evidence> evidence) {
        if (!edited && !evidence.isEmpty()) {
            superseded.put(
                    subject,
                    new Outdated(
                            evidence.stream()
                                    .map(record -> record.source().id() + " " + record.extractor())
                                    .collect(Collectors.toSet()),
                            GeneratedIds.of(subject, evidence)));
        }
    }

    private void changed(Relationship relationship) {
        writtenRelationships.add(relationship);
        toSettle.put(relationship.id(), relationship.type().wire());
        relocated(relationship.type(), relationship.from().id());
    }

    /** Derives countries from locations. */
    private void relocated(RelationshipType type, String from) {
        if (type == RelationshipType.LOCATED_IN) {
            toLocate.add(from);
        } else if (type == RelationshipType.PART_OF) {
            movedPlaces.add(from);
        }
    }

    /** Writes a record of evidence and supersedes its previous state. */
    public void evidence(String id, String subject, String type, int ordinal, Evidence evidence) {
        evidence(List.of(evidenceRow(id, subject, type, ordinal, evidence)));
    }

    private void evidence(List<Map<String, Object>> all) {
        var evidenceRows =
                all.stream().filter(row -> !keptOut.contains(subject(row))).toList();
        evidenceRows.forEach(row -> row.put("restored", restored.contains(subject(row))));
        inParts(evidenceRows, rows -> {
            var parted = parted(rows, KNOWN_EVIDENCE);
            create(
                    NEW_EVIDENCE,
                    parted.fresh(),
                    row -> complete(row, row.get("since") == null ? Map.of() : Map.of("since", row.get("since"))));
            parted.fresh().forEach(row -> {
                var properties = (Map<?, ?>) row.get("properties");
                String subject = (String) properties.get("subject");
                noteFresh(EVIDENCE, (String) row.get("id"), subject);
                toSettle.put(subject, (String) properties.get("subjectType"));
            });
            if (!parted.others().isEmpty()) {
                transaction.run(RECORDS, Map.of("rows", parted.others())).forEach(this::noteEvidence);
            }
        });
    }

    /**
     * Rows of a file, divided because most of them are often new.
     *
     * @param fresh rows that are new and need no comparison
     * @param others rows that may replace an existing state
     * @param gone ids of deleted records
     */
    private record Partitioned(List<Map<String, Object>> fresh, List<Map<String, Object>> others, Set<String> gone) {}

    /**
     * Leaves out rows that equal the stored state. The few rows of an edit, and evidence of new subjects, skip this
     * query.
     */
    private Partitioned parted(List<Map<String, Object>> rows, Statement references) {
        if (edited) {
            return new Partitioned(List.of(), rows, Set.of());
        }
        var context = transaction.isFirst()
                ? List.of()
                : rows.stream()
                        .filter(row -> !fresh.contains(subject(row)))
                        .map(row -> row.get("id"))
                        .toList();
        var hashes = new HashMap<String, String>();
        var present = new HashSet<String>();
        (context.isEmpty() ? List.<Row>of() : transaction.run(references, Map.of("ids", context))).forEach(row -> {
            hashes.merge(
                    row.text("id"),
                    Objects.requireNonNullElse(row.text("hash"), ""),
                    (first, second) -> first.isEmpty() ? second : first);
            if (Boolean.TRUE.equals(row.values().get("present"))) {
                present.add(row.text("id"));
            }
        });
        var gone = new HashSet<>(hashes.keySet());
        gone.removeAll(present);
        return new Partitioned(
                rows.stream()
                        .filter(row -> !hashes.containsKey((String) row.get("id")))
                        .toList(),
                rows.stream()
                        .filter(row -> hashes.containsKey((String) row.get("id"))
                                && !row.get("hash").equals(hashes.get((String) row.get("id"))))
                        .toList(),
                gone);
    }

    private static String subject(Map<String, Object> row) {
        return (String) ((Map<?, ?>) row.get("properties")).get("subject");
    }

    /** Sorted by id, the order of the indexes. */
    private void create(
            Statement statement, List<Map<String, Object>> rows, UnaryOperator<Map<String, Object>> written) {
        if (!rows.isEmpty()) {
            transaction.run(
                    statement,
                    Map.of(
                            "rows",
                            rows.stream()
                                    .sorted(Comparator.comparing(row -> (String) row.get("id")))
                                    .map(written)
                                    .toList()));
        }
    }

    /** All properties of a new record; one map is faster than single assignments. */
    private Map<String, Object> complete(Map<String, Object> row, Map<String, Object> more) {
        var all = new HashMap<>(more);
        ((Map<?, ?>) row.get("properties")).forEach((name, value) -> all.put((String) name, value));
        all.put("id", row.get("id"));
        all.put("hash", row.get("hash"));
        all.put("recordedAt", transaction.now());
        all.put("changedIn", transaction.version());
        return all;
    }

    private void noteFresh(String kind, String id, String other) {
        written.add(id);
        fresh.add(id);
        transaction.note("created", kind, id, other);
    }

    private void noteEvidence(Row row) {
        transaction.note(row.text("change"), EVIDENCE, row.text("id"), row.text("subject"));
        toSettle.put(row.text("subject"), row.text("subjectType"));
    }

    /**
     * Withdraws entities and their search keys.
     *
     * @param into id of the entity that they are merged into; null for a deletion
     */
    public void withdrawEntities(Collection<String> ids, String into) {
        inParts(List.copyOf(ids), part -> {
            var rows =
                    part.stream().map(id -> withdrawal(id, "mergedInto", into)).toList();
            transaction
                    .run(WITHDRAW_ENTITIES, Map.of("rows", rows))
                    .forEach(row -> transaction.note(
                            row.text("change"),
                            row.text("kind"),
                            row.text("id"),
                            Objects.requireNonNullElse(into, "")));
            var names = part.stream()
                    .<Map<String, Object>>map(id -> Map.of("id", id, "names", List.of(), "identifiers", List.of()))
                    .toList();
            transaction.run(NAMES, Map.of("rows", names));
        });
    }

    /** Withdraws relationships but not their evidence. */
    public void withdrawRelationships(Collection<Relationship> relationships) {
        withdrawRelationships(relationships.stream().collect(Collectors.toMap(Relationship::id, Relationship::type)));
    }

    private void withdrawRelationships(Map<String, RelationshipType> types) {
        types.keySet().stream()
                .collect(Collectors.groupingBy(types::get, TreeMap::new, Collectors.toList()))
                .forEach((type, ids) -> inParts(ids, part -> {
                    var rows = part.stream()
                            .map(id -> withdrawal(id, "type", type.wire()))
                            .toList();
                    transaction
                            .run(WITHDRAW_RELATIONSHIPS.get(type), Map.of("rows", rows))
                            .forEach(row -> {
                                note(row);
                                relocated(type, row.text("from"));
                            });
                }));
    }

    /** Withdraws entities, relationships and records of evidence that belong together. */
    public void withdraw(
            Collection<String> entities, Map<String, RelationshipType> relationships, Collection<String> evidence) {
        withdrawRelationships(relationships);
        withdrawEvidence(evidence);
        withdrawEntities(entities, null);
    }

    public void withdrawEvidence(Collection<String> ids) {
        inParts(List.copyOf(ids), part -> {
            var rows = part.stream().map(id -> withdrawal(id, "type", EVIDENCE)).toList();
            transaction.run(WITHDRAW_EVIDENCE, Map.of("rows", rows)).forEach(this::noteEvidence);
        });
    }

    private Map<String, Object> withdrawal(String id, String field, String value) {
        var row = new HashMap<String, Object>();
        row.put("id", id);
        row.put("withdrawn", edited ? true : null);
        row.put(field, value);
        return row;
    }

    /**
     * What an editor wants to be shown of a subject.
     *
     * @param values values by property, as JSON has them; null for none
     * @param source the source that decisions refer to; null for the editors themselves
     * @param reason why; null when not told
     * @param explicit whether a decision is recorded even when the value is shown anyway
     */
    public record Wish(Map<String, Object> values, String source, String reason, boolean explicit) {}

    /** The source of decisions for which editors name none. */
    static final String EDITORS = "editors";

    private static final Entity EDITORS_SOURCE = editors();

    private static Entity editors() {
        var reader = new RecordReader("source");
        return reader.source(
                new ObjectMapper().createObjectNode().put("id", EDITORS).put("name", "Editors of this graph"));
    }

    /** Has values shown whatever other evidence claims: where it claims otherwise, a decision of the editor is added. */
    public void decide(String subject, String type, Wish wish) {
        wishes.put(subject, wish);
        toSettle.put(subject, type);
    }

    /**
     * Derives the states of all subjects whose evidence changed, and their countries.
     *
     * @throws ChangeRejected when what was written does not fit the rest of the graph
     */
    public void settle() {
        Cycles.refuse(writtenRelationships, transaction);
        withdrawSuperseded();
        toSettle.keySet().removeIf(id -> fresh.contains(id) && !disputed.contains(id) && !wishes.containsKey(id));
        var byType = new TreeMap<String, List<String>>();
        toSettle.forEach((id, type) ->
                byType.computeIfAbsent(type, any -> new ArrayList<>()).add(id));
        byType.forEach((type, ids) -> inParts(ids, part -> {
            if (type.equals(ENTITY)) {
                settleEntities(part);
            } else {
                settleRelationships(RelationshipType.fromString(type), part);
            }
        }));
        Identifiers.refuse(writtenEntities, transaction);
        locate();
        touch(byType);
    }

    private void withdrawSuperseded() {
        inParts(List.copyOf(superseded.entrySet()), part -> {
            var rows = part.stream()
                    .map(subject -> Map.of(
                            "subject",
                            subject.getKey(),
                            "origins",
                            List.copyOf(subject.getValue().origins()),
                            "ids",
                            subject.getValue().ids()))
                    .toList();
            withdrawEvidence(transaction.run(OUTDATED_EVIDENCE, Map.of("rows", rows)).stream()
                    .map(row -> row.text("id"))
                    .toList());
        });
    }

    private void settleEntities(List<String> ids) {
        var rows = new ArrayList<Map<String, Object>>();
        var shown = new HashMap<String, Entity>();
        for (Row row : transaction.run(ENTITY_STATES, Map.of("ids", ids))) {
            Entity stored = row.entity("entity");
            var evidence = decided(stored.id(), ENTITY, stored.kind().properties(), row.evidence("evidence"));
            boolean deleted = row.values().get("supersededAt") != null;
            boolean kept = deleted
                    && !(brought.contains(stored.id())
                            && (edited || row.values().get("withdrawn") == null));
            if (kept || evidence.isEmpty()) {
                continue;
            }
            Entity state = ShownState.entity(stored.id(), stored.kind(), evidence);
            boolean conflict = !state.conflicts().isEmpty();
            if (deleted
                    || conflict != Boolean.TRUE.equals(row.values().get("hasConflict"))
                    || !PropertyCodec.properties(state).equals(PropertyCodec.properties(stored))) {
                var entity = row(state);
                entity.put("conflict", conflict);
                rows.add(entity);
                shown.put(state.id(), state);
            }
        }
        var named = new ArrayList<Map<String, Object>>();
        transaction.run(ENTITIES, Map.of("rows", rows)).forEach(row -> {
            note(row);
            Entity entity = shown.get(row.text("id"));
            if (Boolean.TRUE.equals(row.values().get("named"))) {
                named.add(nameRow(entity));
            }
            if (!row.text("change").equals("updated") || entity.kind() == Kind.PLACE) {
                toLocate.add(entity.id());
            }
        });
        inParts(named, part -> transaction.run(NAMES, Map.of("rows", part)));
        writtenEntities.addAll(shown.values());
    }

    private void settleRelationships(RelationshipType type, List<String> ids) {
        var vocabulary = ShownState.vocabulary(type);
        var rows = new ArrayList<Map<String, Object>>();
        for (Row row : transaction.run(RELATIONSHIP_STATES.get(type), Map.of("ids", ids))) {
            Relationship stored = row.relationship("relationship");
            var evidence = decided(stored.id(), type.wire(), vocabulary, row.evidence("evidence"));
            if (evidence.isEmpty()) {
                continue;
            }
            Relationship state = ShownState.relationship(stored, evidence);
            boolean conflict = !Claims.of(vocabulary, evidence).conflicts().isEmpty();
            if (conflict != Boolean.TRUE.equals(row.values().get("hasConflict"))
                    || !PropertyCodec.properties(state).equals(PropertyCodec.properties(stored))) {
                var relationship = row(state);
                relationship.put("hash", null);
                relationship.put("conflict", conflict);
                rows.add(relationship);
            }
        }
        if (!rows.isEmpty()) {
            run(type, rows).forEach(row -> {
                if (type == RelationshipType.LOCATED_IN) {
                    toLocate.add(row.text("from"));
                }
            });
        }
    }

    /** The evidence of a subject, with the decisions that an editor's wish needs. */
    private List<Evidence> decided(
            String subject, String type, Collection<Property> vocabulary, List<Evidence> evidence) {
        Wish wish = wishes.get(subject);
        if (wish == null) {
            return evidence;
        }
        var all = new ArrayList<>(evidence);
        wish.values().forEach((property, wanted) -> {
            var before = all.stream()
                    .filter(record -> Claims.isDecision(record) && property.equals(record.locator()))
                    .toList();
            all.removeAll(before);
            var needed = Claims.of(vocabulary, all).decision(property, wanted);
            var claims = wish.explicit() && needed.isEmpty() && wanted != null
                    ? ClaimFields.unflat(property, wanted)
                    : needed;
            if (before.size() == 1 && before.getFirst().claims().equals(claims)) {
                all.addAll(before);
                return;
            }
            var gone = before.stream().map(Evidence::id).collect(Collectors.toSet());
            if (!claims.isEmpty()) {
                if (wish.source() == null
                        && !ReferenceIndex.of(transaction, List.of(EDITORS))
                                .kinds()
                                .containsKey(EDITORS)) {
                    entities(List.of(EDITORS_SOURCE));
                }
                var decision = decision(property, wish).withClaims(claims);
                String id = GeneratedIds.of(subject, decision, 1);
                gone.remove(id);
                evidence(id, subject, type, 1, decision);
                all.add(decision);
            }
            withdrawEvidence(gone);
        });
        return all;
    }

    /** The evidence that records a decision about a property, without its claims. */
    public static Evidence decision(String property, Wish wish) {
        return new Evidence(
                null,
                Evidence.SourceRef.ofId(wish.source() == null ? EDITORS : wish.source()),
                property,
                null,
                wish.reason(),
                Map.of(),
                Evidence.FULL_CONFIDENCE,
                Claims.DECISION,
                null);
    }

    private void locate() {
        inParts(
                List.copyOf(movedPlaces),
                part -> transaction
                        .run(LOCATED_BELOW, Map.of("ids", part))
                        .forEach(row -> toLocate.add(row.text("id"))));
        inParts(
                List.copyOf(toLocate),
                part -> transaction.run(COUNTRIES, Map.of("ids", part)).forEach(this::note));
    }

    /** Marks subjects whose evidence changed as changed, so that If-Match notices it. */
    private void touch(Map<String, List<String>> byType) {
        byType.forEach((type, ids) ->
                inParts(ids.stream().filter(id -> !written.contains(id)).toList(), part -> {
                    if (type.equals(ENTITY)) {
                        transaction.run(TOUCH_ENTITIES, Map.of("ids", part));
                    } else {
                        transaction.run(
                                TOUCH_RELATIONSHIPS.get(RelationshipType.fromString(type)),
                                Map.of(
                                        "rows",
                                        part.stream()
                                                .map(id -> Map.of("id", id))
                                                .toList()));
                    }
                }));
    }

    private void note(Row row) {
        written.add(row.text("id"));
        if (row.text("change").equals("restored")) {
            restored.add(row.text("id"));
        }
        if (row.text("change").equals("created")) {
            fresh.add(row.text("id"));
        }
        transaction.note(row.text("change"), row.text("kind"), row.text("id"), "");
    }

    private Map<String, Object> row(Entity entity) {
        var properties = PropertyCodec.properties(entity);
        return hashed(
                properties,
                Map.of(
                        "id",
                        entity.id(),
                        "labels",
                        entity.kind().labels(),
                        "properties",
                        properties,
                        "words",
                        words(entity)));
    }

    private Map<String, Object> row(Relationship relationship) {
        var properties = PropertyCodec.properties(relationship);
        return hashed(
                properties,
                Map.of(
                        "id",
                        relationship.id(),
                        "from",
                        relationship.from().id(),
                        "to",
                        relationship.to().id(),
                        "properties",
                        properties));
    }

    /** Edits always apply; imported rows are compared with what was imported before. */
    private Map<String, Object> hashed(Map<String, Object> properties, Map<String, Object> row) {
        var hashed = new HashMap<>(row);
        hashed.put("hash", edited ? null : Digests.id(new TreeMap<>(properties).toString()));
        return hashed;
    }

    /** The searchable text of an entity. It is derived and therefore not part of the hash. */
    private static String words(Entity entity) {
        var own = entity.kind().properties().stream()
                .filter(property -> property.type() == Property.Type.TEXT)
                .map(property -> entity.properties().get(property.name()));
        return Stream.of(
                        Stream.of(entity.name(), entity.description()),
                        entity.names().stream().map(Name::value),
                        entity.tags().stream(),
                        own)
                .flatMap(texts -> texts)
                .filter(Objects::nonNull)
                .flatMap(text -> Arrays.stream(Folding.fold(text.toString()).split(" ", -1)))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static Map<String, Object> nameRow(Entity entity) {
        return Map.of("id", entity.id(), "names", names(entity), "identifiers", Identifiers.keys(entity));
    }

    /** Keeps the first of several names with the same folded form. */
    private static List<Map<String, String>> names(Entity entity) {
        var byKey = new LinkedHashMap<String, Map<String, String>>();
        Stream.concat(Stream.of(entity.name()), entity.names().stream().map(Name::value))
                .map(value -> name(entity.kind(), Folding.fold(value), value))
                .filter(name -> !name.get("key").isEmpty())
                .forEach(name -> byKey.putIfAbsent(name.get("key"), name));
        return List.copyOf(byKey.values());
    }

    private static Map<String, String> name(Kind kind, String key, String value) {
        return Map.of("key", key, "value", value, "fingerprint", fingerprint(kind, key));
    }

    private static String fingerprint(Kind kind, String key) {
        return Folding.fingerprint(kind.isOrganization() ? LegalForms.without(key) : key);
    }

    /** Match keys of the names: equal for names that differ only in word order, legal form or spelling. */
    public static List<String> fingerprints(Entity entity) {
        return names(entity).stream()
                .map(name -> name.get("fingerprint"))
                .distinct()
                .toList();
    }

    private List<Map<String, Object>> evidenceRows(String subject, String type, List<Evidence> evidence) {
        var ordinals = GeneratedIds.ordinals(evidence);
        return IntStream.range(0, evidence.size())
                .mapToObj(i -> evidenceRow(
                        GeneratedIds.of(subject, evidence.get(i), ordinals.get(i)),
                        subject,
                        type,
                        ordinals.get(i),
                        evidence.get(i)))
                .toList();
    }

    /** Evidence that moves or comes back keeps the time at which it was first recorded, on which trust depends. */
    private Map<String, Object> evidenceRow(String id, String subject, String type, int ordinal, Evidence evidence) {
        var properties = PropertyCodec.properties(evidence, subject, type, ordinal);
        var row = hashed(properties, Map.of("id", id, "properties", properties));
        row.put(
                "since",
                evidence.recordedAt() == null ? null : evidence.recordedAt().atZone(ZoneOffset.UTC));
        return row;
    }

    private static <T> void inParts(List<T> rows, Consumer<List<T>> work) {
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            work.accept(rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)));
        }
    }
}
