package dev.chipgraph.change;

import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The entities in the graph that records refer to. Referenced entities must exist and have a fitting kind.
 *
 * @param kinds kinds of existing entities, by id
 * @param merged ids of merged entities, with the id that each was merged into
 * @param deleted ids of deleted entities
 * @param withdrawn ids of entities that an editor deleted, which imports must not restore
 */
public record ReferenceIndex(
        Map<String, Kind> kinds, Map<String, String> merged, Set<String> deleted, Set<String> withdrawn) {

    /** Where a violation is when a row of an import has it. An import may refer to entities of its other rows. */
    public static final String IN_ROW = "row";

    private static final String ON_BEHALF_OF = "onBehalfOf";
    private static final Statement KNOWN = Statement.of("merge/known_entities");

    /** Looks up entities and, for merged ones, the entities that they were merged into. */
    public static ReferenceIndex of(WriteTransaction transaction, Collection<String> ids) {
        return of(transaction::run, ids);
    }

    /** Looks entities up outside a transaction. */
    public static ReferenceIndex of(
            BiFunction<Statement, Map<String, Object>, List<Row>> reader, Collection<String> ids) {
        var known = new ReferenceIndex(new HashMap<>(), new HashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        Collection<String> pending = List.copyOf(ids);
        while (!pending.isEmpty()) {
            var targets = new ArrayList<String>();
            reader.apply(KNOWN, Map.of("ids", pending)).forEach(row -> {
                String id = row.text("id");
                String into = row.text("mergedInto");
                if (into != null) {
                    known.merged.put(id, into);
                    targets.add(into);
                } else if (row.values().get("deletedAt") != null) {
                    known.deleted.add(id);
                    if (Boolean.TRUE.equals(row.values().get("withdrawn"))) {
                        known.withdrawn.add(id);
                    }
                } else {
                    known.kinds.put(id, Kind.fromString(row.text("kind")));
                }
            });
            pending = targets;
        }
        return known;
    }

    /** Whether the graph has never had the id. */
    public boolean isNew(String id) {
        return !kinds.containsKey(id) && !merged.containsKey(id) && !deleted.contains(id);
    }

    /** The current id: the id itself, or the one that it was merged into. */
    public String current(String id) {
        String current = id;
        while (merged.containsKey(current)) {
            current = merged.get(current);
        }
        return current;
    }

    /** A relationship with the current ids of its ends. */
    public Relationship current(Relationship read) {
        return new Relationship(
                read.id(),
                read.type(),
                current(read.from()),
                current(read.to()),
                current(read.properties()),
                read.validity(),
                read.recordedAt(),
                read.supersededAt(),
                current(read.evidence()));
    }

    private Map<String, Object> current(Map<String, Object> properties) {
        if (!(properties.get(ON_BEHALF_OF) instanceof String organization)) {
            return properties;
        }
        var current = new LinkedHashMap<>(properties);
        current.put(ON_BEHALF_OF, current(organization));
        return current;
    }

    private Entity.Ref current(Entity.Ref end) {
        return new Entity.Ref(current(end.id()), end.kind(), end.name(), end.country());
    }

    /** Evidence with the current ids of its sources. */
    public List<Evidence> current(List<Evidence> evidence) {
        return evidence.stream()
                .map(record -> record.from(current(record.source().id())))
                .toList();
    }

    /** Ids that a relationship refers to. */
    public static Stream<String> references(Relationship relationship) {
        return Stream.concat(entities(relationship), sources(relationship.evidence()));
    }

    private static Stream<String> entities(Relationship relationship) {
        return Stream.concat(
                Stream.of(relationship.from().id(), relationship.to().id()),
                Stream.ofNullable((String) relationship.properties().get(ON_BEHALF_OF)));
    }

    /**
     * The part of an imported relationship that remains when references to entities that editors deleted are left out:
     * empty when an end or all of its sources were deleted. Applies to entities of which the import itself has records;
     * other references to deleted entities are errors.
     *
     * @param imported whether the import has a record of an entity
     */
    public Optional<Relationship> remaining(Relationship relationship, Predicate<String> imported) {
        if (withdrawn.isEmpty()) {
            return Optional.of(relationship);
        }
        if (entities(relationship).anyMatch(id -> isSuppressed(id, imported))) {
            return Optional.empty();
        }
        var evidence = remaining(relationship.evidence(), imported);
        return evidence.isEmpty() ? Optional.empty() : Optional.of(relationship.with(evidence));
    }

    /** The same for an entity: empty for a merged one, and for a new one without remaining evidence. */
    public Optional<Entity> remaining(Entity entity, Predicate<String> imported) {
        if (merged.containsKey(entity.id()) || withdrawn.contains(entity.id())) {
            return Optional.empty();
        }
        if (withdrawn.isEmpty()) {
            return Optional.of(entity);
        }
        var evidence = remaining(entity.evidence(), imported);
        if (!evidence.isEmpty() || entity.evidence().isEmpty()) {
            return Optional.of(entity.with(evidence));
        }
        return kinds.containsKey(entity.id()) ? Optional.empty() : Optional.of(entity);
    }

    private List<Evidence> remaining(List<Evidence> evidence, Predicate<String> imported) {
        return evidence.stream()
                .filter(record -> !isSuppressed(record.source().id(), imported))
                .toList();
    }

    private boolean isSuppressed(String id, Predicate<String> imported) {
        return withdrawn.contains(current(id)) && imported.test(id);
    }

    /** Ids of the sources of evidence. */
    public static Stream<String> sources(List<Evidence> evidence) {
        return evidence.stream().map(record -> record.source().id());
    }

    /** Violations of an entity in this graph. */
    public List<Violation> check(String in, Entity entity) {
        Kind before = kinds.get(entity.id());
        var violations = new ArrayList<Violation>();
        if (before != null && before != entity.kind()) {
            violations.add(new Violation(
                    in,
                    "kind",
                    "cannot be %s: %s has the kind %s in the graph"
                            .formatted(entity.kind().wire(), entity.id(), before.wire())));
        }
        checkSources(in, entity.kind() == Kind.SOURCE ? entity.id() : null, entity.evidence(), violations);
        return violations;
    }

    /** Violations of a relationship in this graph. */
    public List<Violation> check(String in, Relationship relationship) {
        var violations = new ArrayList<Violation>();
        Kind from = kind(in, "from", relationship.from().id(), violations);
        Kind to = kind(in, "to", relationship.to().id(), violations);
        if (from != null && to != null && !relationship.type().joins(from, to)) {
            violations.add(new Violation(
                    in,
                    "type",
                    "%s does not lead from %s to %s"
                            .formatted(relationship.type().wire(), from.wire(), to.wire())));
        }
        if (from != null
                && current(relationship.from().id())
                        .equals(current(relationship.to().id()))) {
            violations.add(new Violation(in, "to", "must differ from the entity in from"));
        }
        if (relationship.properties().get(ON_BEHALF_OF) instanceof String organization) {
            Kind kind = kind(in, ON_BEHALF_OF, organization, violations);
            if (kind != null && !kind.isOrganization()) {
                violations.add(new Violation(in, ON_BEHALF_OF, "must be an organisation"));
            }
        }
        checkSources(in, null, relationship.evidence(), violations);
        return violations;
    }

    private Kind kind(String in, String field, String id, List<Violation> violations) {
        Kind kind = kinds.get(current(id));
        if (kind == null) {
            violations.add(new Violation(
                    in,
                    field,
                    deleted.contains(id)
                            ? "refers to a deleted entity: " + id
                            : "refers to no entity in the graph%s: %s"
                                    .formatted(in.equals(IN_ROW) ? " or in this import" : "", id)));
        }
        return kind;
    }

    /** A source may be evidence of itself. */
    public void checkSources(String in, String itself, List<Evidence> evidence, List<Violation> violations) {
        sources(evidence)
                .distinct()
                .filter(source -> !source.equals(itself) && kinds.get(current(source)) != Kind.SOURCE)
                .forEach(source -> violations.add(new Violation(
                        in,
                        "evidence",
                        deleted.contains(source)
                                ? "refers to a deleted source: " + source
                                : "refers to no source in the graph%s: %s"
                                        .formatted(in.equals(IN_ROW) ? " or in this import" : "", source))));
    }
}
