package dev.chipgraph.change;

import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.graph.PropertyCodec;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Conflict;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.Name;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
    static final String ENTITY = "ENTITY";

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
    private static final Statement CLAIMS = Statement.of("merge/claims");
    private static final Statement LOCATED_BELOW = Statement.of("merge/located_below");
    private static final Statement COUNTRIES = Statement.of("merge/countries");
    private static final Statement ENTITY_CONFLICTS = Statement.of("merge/conflicts_of_entities");
    private static final Map<RelationshipType, Statement> RELATIONSHIP_CONFLICTS =
            ofEachType("merge/conflicts_of_relationships");

    private final WriteTransaction transaction;
    private final boolean edited;
    private final Set<String> toLocate = new LinkedHashSet<>();
    private final Set<String> movedPlaces = new LinkedHashSet<>();
    /** Types of the subjects whose evidence changed, by id. */
    private final Map<String, String> toSettle = new LinkedHashMap<>();
    /** New subjects; their derived state needs an update only when their evidence makes claims. */
    private final Set<String> fresh = new HashSet<>();

    private final Set<String> written = new HashSet<>();
    private final Set<String> claiming = new HashSet<>();
    /** Restored subjects; their withdrawn evidence is restored with them. */
    private final Set<String> restored = new HashSet<>();
    /** Imported relationships that editors have deleted; their evidence is left out. */
    private final Set<String> keptOut = new HashSet<>();
    /** Former subjects of evidence that moved or was withdrawn. */
    private final Set<String> otherwiseSupported = new HashSet<>();

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

    /** Writes entities with their evidence. */
    public void entities(Collection<Entity> entities) {
        var named = new HashSet<String>();
        var absent = absent(entities);
        inParts(entities.stream().filter(entity -> absent.contains(entity.id())).toList(), part -> {
            create(NEW_ENTITIES, part.stream().map(this::row).toList(), this::completeEntity);
            create(NEW_NAMES, part.stream().flatMap(this::foundBy).toList(), UnaryOperator.identity());
            part.forEach(entity -> {
                noteFresh(entity.kind().wire(), entity.id(), "");
                toSettle.put(entity.id(), ENTITY);
                if (entity.kind() == Kind.PLACE) {
                    toLocate.add(entity.id());
                }
            });
        });
        inParts(
                entities.stream()
                        .filter(entity -> !absent.contains(entity.id()))
                        .map(this::row)
                        .toList(),
                rows -> transaction.run(ENTITIES, Map.of("rows", rows)).forEach(row -> {
                    note(row);
                    String id = row.text("id");
                    toSettle.put(id, ENTITY);
                    if (Boolean.TRUE.equals(row.values().get("named"))) {
                        named.add(id);
                    }
                    if (!row.text("change").equals("updated")
                            || row.text("kind").equals(Kind.PLACE.wire())) {
                        toLocate.add(id);
                    }
                }));
        inParts(
                entities.stream()
                        .filter(entity -> named.contains(entity.id()))
                        .map(RecordWriter::nameRow)
                        .toList(),
                rows -> transaction.run(NAMES, Map.of("rows", rows)));
        evidence(entities.stream()
                .flatMap(entity -> evidenceRows(entity.id(), ENTITY, entity.evidence()).stream())
                .toList());
    }

    /** Ids that the graph has never had; they need no comparison. */
    private Set<String> absent(Collection<Entity> entities) {
        if (edited) {
            return Set.of();
        }
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
                identifiers(entity).stream().map(key -> foundBy("Identifier", entity.id(), Map.of("key", key))));
    }

    private Map<String, Object> foundBy(String label, String entity, Map<String, String> key) {
        var properties = new HashMap<String, Object>(key);
        properties.put("entity", entity);
        properties.put("recordedAt", transaction.now());
        return Map.of("id", entity, "label", label, "properties", properties);
    }

    /** Writes relationships with their evidence; their ends exist. */
    public void relationships(Collection<Relationship> relationships) {
        var byId = relationships.stream().collect(Collectors.toMap(Relationship::id, Function.identity()));
        relationships.stream()
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
                    });
                    if (!parted.others().isEmpty()) {
                        transaction
                                .run(RELATIONSHIPS.get(type), Map.of("rows", parted.others()))
                                .forEach(row -> {
                                    note(row);
                                    changed(byId.get(row.text("id")));
                                    if (row.text("ledFrom") != null) {
                                        relocated(type, row.text("ledFrom"));
                                    }
                                });
                    }
                    parted.gone().stream().filter(id -> !written.contains(id)).forEach(keptOut::add);
                }));
        evidence(relationships.stream()
                .flatMap(relationship ->
                        evidenceRows(relationship.id(), relationship.type().wire(), relationship.evidence()).stream())
                .toList());
    }

    private void changed(Relationship relationship) {
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
    void evidence(String id, String subject, String type, int ordinal, Evidence evidence) {
        evidence(List.of(evidenceRow(id, PropertyCodec.properties(evidence, subject, type, ordinal))));
    }

    private void evidence(List<Map<String, Object>> all) {
        var evidenceRows =
                all.stream().filter(row -> !keptOut.contains(subject(row))).toList();
        evidenceRows.forEach(row -> row.put("restored", restored.contains(subject(row))));
        evidenceRows.stream()
                .map(row -> (Map<?, ?>) row.get("properties"))
                .filter(properties -> properties.containsKey("claims"))
                .forEach(properties -> claiming.add((String) properties.get("subject")));
        inParts(evidenceRows, rows -> {
            var parted = parted(rows, KNOWN_EVIDENCE);
            create(NEW_EVIDENCE, parted.fresh(), row -> complete(row, Map.of()));
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
        otherwiseSupported.add(row.text("subject"));
    }

    /**
     * Withdraws entities and their search keys.
     *
     * @param into id of the entity that they are merged into; null for a deletion
     */
    void withdrawEntities(Collection<String> ids, String into) {
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
    void withdrawRelationships(Collection<Relationship> relationships) {
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

    void withdrawEvidence(Collection<String> ids) {
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

    /** Updates the derived state of everything written. Returns the ids whose visible state changed. */
    public Set<String> settle() {
        inParts(
                List.copyOf(movedPlaces),
                part -> transaction
                        .run(LOCATED_BELOW, Map.of("ids", part))
                        .forEach(row -> toLocate.add(row.text("id"))));
        inParts(
                List.copyOf(toLocate),
                part -> transaction.run(COUNTRIES, Map.of("ids", part)).forEach(row -> {
                    note(row);
                    toSettle.put(row.text("id"), ENTITY);
                }));
        toLocate.forEach(id -> toSettle.putIfAbsent(id, ENTITY));
        toSettle.keySet().removeIf(id -> fresh.contains(id) && !claiming.contains(id));
        touch();
        return settleConflicts();
    }

    /** Marks subjects whose evidence changed as changed, so that If-Match notices it. */
    private void touch() {
        var byType = new TreeMap<String, List<String>>();
        toSettle.forEach((id, type) -> {
            if (!written.contains(id)) {
                byType.computeIfAbsent(type, any -> new ArrayList<>()).add(id);
            }
        });
        byType.forEach((type, ids) -> inParts(ids, part -> {
            if (type.equals(ENTITY)) {
                transaction.run(TOUCH_ENTITIES, Map.of("ids", part));
            } else {
                transaction.run(
                        TOUCH_RELATIONSHIPS.get(RelationshipType.fromString(type)),
                        Map.of("rows", part.stream().map(id -> Map.of("id", id)).toList()));
            }
        }));
    }

    private Set<String> settleConflicts() {
        var shown = new HashSet<String>();
        var settled = new LinkedHashMap<String, List<Map<String, Object>>>();
        inParts(List.copyOf(toSettle.keySet()), part -> {
            var bare = new LinkedHashSet<>(part);
            transaction.run(CLAIMS, Map.of("subjects", part)).forEach(row -> {
                bare.remove(row.text("subject"));
                settled.computeIfAbsent(row.text("subjectType"), any -> new ArrayList<>())
                        .add(settled(row));
            });
            bare.retainAll(otherwiseSupported); // Others claimed nothing before.
            bare.forEach(subject -> settled.computeIfAbsent(toSettle.get(subject), any -> new ArrayList<>())
                    .add(Map.of("id", subject, "conflict", false, "shown", Map.of())));
        });
        settled.forEach((type, all) -> inParts(
                all,
                rows -> transaction
                        .run(
                                type.equals(ENTITY)
                                        ? ENTITY_CONFLICTS
                                        : RELATIONSHIP_CONFLICTS.get(RelationshipType.fromString(type)),
                                Map.of("rows", rows))
                        .forEach(row -> {
                            note(row);
                            shown.add(row.text("id"));
                        })));
        return shown;
    }

    /** Resolves conflicts that no longer exist: the remaining value is shown. */
    private static Map<String, Object> settled(Row row) {
        var evidence = row.evidence("evidence");
        var conflicts = Conflict.among(evidence);
        var properties = row.text("subjectType").equals(ENTITY)
                ? Kind.fromString(row.text("kind")).properties()
                : RelationshipType.fromString(row.text("subjectType")).properties();
        boolean were = Boolean.TRUE.equals(row.values().get("conflict"));
        return Map.of(
                "id",
                row.text("subject"),
                "conflict",
                !conflicts.isEmpty(),
                "shown",
                PropertyCodec.shown(were && conflicts.isEmpty() ? Conflict.stated(evidence) : conflicts, properties));
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
        return Map.of("id", entity.id(), "names", names(entity), "identifiers", identifiers(entity));
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
    static List<String> fingerprints(Entity entity) {
        return names(entity).stream()
                .map(name -> name.get("fingerprint"))
                .distinct()
                .toList();
    }

    private static List<String> identifiers(Entity entity) {
        return entity.sameAs().stream()
                .map(identifier -> identifier.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private List<Map<String, Object>> evidenceRows(String subject, String type, List<Evidence> evidence) {
        var ordinals = GeneratedIds.ordinals(evidence);
        return IntStream.range(0, evidence.size())
                .mapToObj(i -> evidenceRow(
                        GeneratedIds.of(subject, evidence.get(i), ordinals.get(i)),
                        PropertyCodec.properties(evidence.get(i), subject, type, ordinals.get(i))))
                .toList();
    }

    private Map<String, Object> evidenceRow(String id, Map<String, Object> properties) {
        return hashed(properties, Map.of("id", id, "properties", properties));
    }

    private static <T> void inParts(List<T> rows, Consumer<List<T>> work) {
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            work.accept(rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)));
        }
    }
}
