package dev.chipgraph.ingest;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Graph.Change;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.graph.Stored;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.Name;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads records into the graph, all of them in one transaction or none. Loading the same records again changes nothing,
 * loading newer ones supersedes what changed.
 */
@ApplicationScoped
public class Importer {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final Statement LOCK = Statement.of("merge/lock");
    private static final Statement VERSION = Statement.of("merge/version");
    private static final Statement KNOWN = Statement.of("merge/known_entities");
    private static final Statement ENTITIES = Statement.of("merge/entities");
    private static final Statement NAMES = Statement.of("merge/names");
    private static final Statement RELATIONSHIPS = Statement.of("merge/relationships");
    private static final Statement EVIDENCE = Statement.of("merge/evidence");
    private static final Statement CLAIMS = Statement.of("merge/claims");
    private static final Statement LOCATED_BELOW = Statement.of("merge/located_below");
    private static final Statement COUNTRIES = Statement.of("merge/countries");
    private static final Statement ENTITY_CONFLICTS = Statement.of("merge/conflicts_of_entities");
    private static final Statement RELATIONSHIP_CONFLICTS = Statement.of("merge/conflicts_of_relationships");

    /** Value of {@code subjectType} on evidence of entities; on evidence of relationships it is their type. */
    private static final String ENTITY = "ENTITY";

    private final Graph graph;
    private final Clock clock = Clock.systemUTC();

    Importer(Graph graph) {
        this.graph = graph;
    }

    /**
     * Loads the records on these lines.
     *
     * @throws ImportRejected when any line cannot be loaded; then nothing is
     */
    public ImportReport load(Stream<Line> lines) {
        return load(lines, change -> {});
    }

    /**
     * Loads the records on these lines, and does something more in the same transaction.
     *
     * @throws ImportRejected when any line cannot be loaded; then nothing is
     */
    ImportReport load(Stream<Line> lines, Consumer<Change> afterwards) {
        var batch = new Batch(lines);
        refuse(batch.rejections());
        return graph.write(change -> {
            long version = change.run(LOCK, Map.of()).getFirst().number("version");
            check(batch, change);
            var now = ZonedDateTime.now(clock).truncatedTo(ChronoUnit.MILLIS);
            var entities = ids(change, ENTITIES, entityRows(batch.entities().values()), now, "id");
            inParts(nameRows(batch, entities), rows -> change.run(NAMES, Map.of("rows", rows, "now", now)));
            var relationships = ids(change, RELATIONSHIPS, relationshipRows(batch), now, "id");
            var subjects = ids(change, EVIDENCE, evidenceRows(batch), now, "subject");
            var report = new ImportReport(
                    batch.entities().size(),
                    batch.relationships().size(),
                    entities.size(),
                    relationships.size(),
                    subjects.size(),
                    version);
            if (report.changedAnything()) {
                subjects.addAll(deriveCountries(change, batch, entities, relationships, now));
                subjects.addAll(relationships);
                settleConflicts(change, subjects, now);
                version = change.run(VERSION, Map.of()).getFirst().number("version");
            }
            afterwards.accept(change);
            return new ImportReport(
                    report.entities(),
                    report.relationships(),
                    report.changedEntities(),
                    report.changedRelationships(),
                    report.changedEvidence(),
                    version);
        });
    }

    private static void check(Batch batch, Change change) {
        var existing = new HashMap<String, Kind>();
        var ids = new LinkedHashSet<>(batch.references());
        ids.addAll(batch.entities().keySet());
        change.run(KNOWN, Map.of("ids", List.copyOf(ids)))
                .forEach(row -> existing.put(row.text("id"), Kind.fromString(row.text("kind"))));
        batch.check(existing);
        refuse(batch.rejections());
    }

    private static void refuse(List<Rejection> rejections) {
        if (!rejections.isEmpty()) {
            throw new ImportRejected(List.copyOf(rejections));
        }
    }

    private static List<Map<String, Object>> entityRows(Collection<Entity> entities) {
        return entities.stream()
                .map(entity -> {
                    var properties = Stored.properties(entity);
                    return Map.of(
                            "id",
                            entity.id(),
                            "labels",
                            entity.kind().labels(),
                            "properties",
                            properties,
                            "hash",
                            hash(properties),
                            "words",
                            words(entity));
                })
                .toList();
    }

    /** All text of the entity, for searching. It follows from the rest, so that it is no part of what is hashed. */
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

    private static List<Map<String, Object>> nameRows(Batch batch, Set<String> changed) {
        return changed.stream()
                .map(batch.entities()::get)
                .map(entity -> Map.<String, Object>of(
                        "id", entity.id(), "names", names(entity), "identifiers", identifiers(entity)))
                .toList();
    }

    /** Names that fold alike are found alike; the first of them is told. */
    private static List<Map<String, String>> names(Entity entity) {
        var byKey = new LinkedHashMap<String, Map<String, String>>();
        Stream.concat(Stream.of(entity.name()), entity.names().stream().map(Name::value))
                .map(value -> name(entity.kind(), Folding.fold(value), value))
                .filter(name -> !name.get("key").isEmpty())
                .forEach(name -> byKey.putIfAbsent(name.get("key"), name));
        return List.copyOf(byKey.values());
    }

    private static Map<String, String> name(Kind kind, String key, String value) {
        String bare = Kind.organizations().contains(kind) ? LegalForms.without(key) : key;
        return Map.of("key", key, "value", value, "fingerprint", Folding.fingerprint(bare));
    }

    private static List<String> identifiers(Entity entity) {
        return entity.sameAs().stream()
                .map(identifier -> identifier.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static List<Map<String, Object>> relationshipRows(Batch batch) {
        return batch.relationships().values().stream()
                .map(relationship -> {
                    var properties = Stored.properties(relationship);
                    return Map.of(
                            "id",
                            relationship.id(),
                            "type",
                            relationship.type().wire(),
                            "from",
                            relationship.from().id(),
                            "to",
                            relationship.to().id(),
                            "properties",
                            properties,
                            "hash",
                            hash(properties));
                })
                .toList();
    }

    private static List<Map<String, Object>> evidenceRows(Batch batch) {
        var rows = new ArrayList<Map<String, Object>>();
        batch.entities().values().forEach(entity -> rows.addAll(evidenceRows(entity.id(), ENTITY, entity.evidence())));
        batch.relationships()
                .values()
                .forEach(relationship -> rows.addAll(
                        evidenceRows(relationship.id(), relationship.type().wire(), relationship.evidence())));
        return rows;
    }

    /** A source may say several things about a subject in one place; they are told apart by their order. */
    private static List<Map<String, Object>> evidenceRows(String subject, String type, List<Evidence> evidence) {
        var seen = new HashMap<String, Integer>();
        return evidence.stream()
                .map(record -> {
                    String place = List.of(
                                    subject,
                                    record.source().id(),
                                    Objects.requireNonNullElse(record.locator(), ""),
                                    record.extractor())
                            .toString();
                    int ordinal = seen.merge(place, 1, Integer::sum);
                    var properties = Stored.properties(record, subject, type, ordinal);
                    return Map.<String, Object>of(
                            "id", Digests.id(place + ordinal), "properties", properties, "hash", hash(properties));
                })
                .toList();
    }

    private static String hash(Map<String, Object> properties) {
        return Digests.of(new TreeMap<>(properties).toString());
    }

    private static Set<String> ids(
            Change change, Statement statement, List<Map<String, Object>> rows, ZonedDateTime now, String column) {
        var ids = new TreeSet<String>();
        inParts(
                rows,
                part -> change.run(statement, Map.of("rows", part, "now", now))
                        .forEach(row -> ids.add(row.text(column))));
        return ids;
    }

    private static <T> void inParts(List<T> rows, Consumer<List<T>> work) {
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            work.accept(rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)));
        }
    }

    /** Returns whose country was derived: all entities that changed, and those whose places did. */
    private static Set<String> deriveCountries(
            Change change, Batch batch, Set<String> entities, Set<String> relationships, ZonedDateTime now) {
        var ids = new TreeSet<>(entities);
        var places = new TreeSet<String>();
        relationships.stream().map(batch.relationships()::get).forEach(relationship -> {
            if (relationship.type() == RelationshipType.LOCATED_IN) {
                ids.add(relationship.from().id());
            } else if (relationship.type() == RelationshipType.PART_OF) {
                places.add(relationship.from().id());
            }
        });
        inParts(
                List.copyOf(places),
                part -> change.run(LOCATED_BELOW, Map.of("ids", part)).forEach(row -> ids.add(row.text("id"))));
        inParts(List.copyOf(ids), part -> change.run(COUNTRIES, Map.of("ids", part, "now", now)));
        return ids;
    }

    private static void settleConflicts(Change change, Set<String> subjects, ZonedDateTime now) {
        var ofEntities = new ArrayList<Map<String, Object>>();
        var ofRelationships = new ArrayList<Map<String, Object>>();
        inParts(
                List.copyOf(subjects),
                part -> change.run(CLAIMS, Map.of("subjects", part)).forEach(row -> {
                    boolean entity = row.text("subjectType").equals(ENTITY);
                    (entity ? ofEntities : ofRelationships).add(settled(row));
                }));
        inParts(ofEntities, part -> change.run(ENTITY_CONFLICTS, Map.of("rows", part, "now", now)));
        inParts(ofRelationships, part -> change.run(RELATIONSHIP_CONFLICTS, Map.of("rows", part, "now", now)));
    }

    private static Map<String, Object> settled(Row row) {
        var conflicts = row.conflicts("evidence");
        var properties = row.text("subjectType").equals(ENTITY)
                ? Kind.fromString(row.text("kind")).properties()
                : RelationshipType.fromString(row.text("subjectType")).properties();
        return Map.of(
                "id",
                row.text("subject"),
                "type",
                row.text("subjectType"),
                "conflict",
                !conflicts.isEmpty(),
                "shown",
                Stored.shown(conflicts, properties));
    }
}
