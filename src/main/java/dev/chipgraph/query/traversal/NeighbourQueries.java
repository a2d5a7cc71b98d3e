package dev.chipgraph.query.traversal;

import static java.util.stream.Collectors.groupingBy;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.WireName;
import dev.chipgraph.query.core.QueryContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * One step along relationships, from many entities at once. A single statement serves all entities with few
 * relationships. From an entity with many relationships, a limited number of each type is read. The database skips the
 * others only when the text of the statement names the type, and a statement for all types takes a second to plan, so
 * there is a statement for each type.
 */
@ApplicationScoped
public class NeighbourQueries {

    /** The maximum number of relationships of an entity with few relationships. */
    static final int FEW = 500;

    /** The maximum number of relationships to read before the next look at the clock. */
    private static final int PORTION = 5_000;

    private static final Statement EXPANSION = Statement.of("query/expansion");
    private static final Statement COUNTS = Statement.of("query/expansion_counts");
    private static final Statement TOLD = Statement.of("query/expansion_told");
    private static final Map<RelationshipType, Statement> OF_TYPE =
            new EnumMap<>(Arrays.stream(RelationshipType.values())
                    .collect(Collectors.toMap(Function.identity(), NeighbourQueries::ofType)));

    /** Fast, because the database stores the degree of an entity with many relationships by type. */
    private static final Statement DEGREES = new Statement(
            "degrees",
            Arrays.stream(RelationshipType.values())
                    .map(type -> "%s: COUNT { (n)-[:%s]-() }".formatted(type.wire(), type.wire()))
                    .collect(Collectors.joining(
                            ",\n", "UNWIND $step.ids AS id\nMATCH (n:Entity {id: id})\nRETURN id, {", "} AS degrees")));

    private final Graph graph;

    NeighbourQueries(Graph graph) {
        this.graph = graph;
    }

    /**
     * Which steps are allowed.
     *
     * @param types types of relationship to follow; all of them when empty
     * @param kinds kinds of entities to enter
     * @param always ids of entities to enter whatever their kind
     */
    public record TraversalFilter(Set<RelationshipType> types, Set<Kind> kinds, Set<String> always) {

        boolean follows(RelationshipType type) {
            return types.isEmpty() || types.contains(type);
        }
    }

    /**
     * A relationship seen from one end.
     *
     * @param key element id, which is valid during the request
     * @param id its id
     * @param type its type
     * @param near id of the entity at this end
     * @param far id of the entity at the other end
     * @param kind kind of the entity at the other end
     * @param degree number of all relationships of the entity at the other end
     */
    record Step(String key, String id, RelationshipType type, String near, String far, Kind kind, long degree)
            implements Comparable<Step> {

        private static final Comparator<Step> ORDER =
                Comparator.comparing(Step::type).thenComparing(Step::id);

        private static Step of(Row row) {
            Row link = row.row("link");
            return new Step(
                    link.text("key"),
                    link.text("id"),
                    RelationshipType.fromString(link.text("type")),
                    row.text("id"),
                    link.text("far"),
                    Kind.fromString(link.text("kind")),
                    link.number("degree"));
        }

        @Override
        public int compareTo(Step other) {
            return ORDER.compare(this, other);
        }
    }

    private static Statement ofType(RelationshipType type) {
        return new Statement("expansion of " + type.wire(), """
                UNWIND $step.ids AS id
                MATCH (n:Entity {id: id})
                CALL (n) {
                  MATCH (n)-[r:%s]-(o)
                  WHERE cg.holds(r) AND ($step.every OR o.kind IN $step.kinds OR o.id IN $step.always)
                  RETURN r, o LIMIT $step.most
                }
                RETURN id, {
                  key: elementId(r), id: coalesce(r.id, r.formerId), type: type(r),
                  far: o.id, kind: o.kind, degree: COUNT { (o)--() }
                } AS link
                """.formatted(type.wire()));
    }

    /** Whether to stop stepping and use the rest of the time to return what was found. */
    boolean isLate() {
        return graph.isLate();
    }

    /** The steps from entities with few relationships, by entity. */
    Map<String, List<Step>> few(Collection<String> entities, TraversalFilter within, QueryContext context) {
        return entities.isEmpty() ? Map.of() : byEntity(links(EXPANSION, entities, within, 0, context));
    }

    /**
     * The steps from entities with many relationships, by entity.
     *
     * @param types types to follow, by entity
     * @param most number of relationships to read of each type
     */
    Map<String, List<Step>> many(
            Map<String, Map<RelationshipType, Long>> types, int most, TraversalFilter within, QueryContext context) {
        var entities = new EnumMap<RelationshipType, List<String>>(RelationshipType.class);
        types.forEach((entity, ofEntity) -> ofEntity.keySet()
                .forEach(type -> entities.computeIfAbsent(type, first -> new ArrayList<>())
                        .add(entity)));
        return byEntity(entities.entrySet().stream()
                .flatMap(type -> links(OF_TYPE.get(type.getKey()), type.getValue(), within, most, context).stream())
                .toList());
    }

    private List<Step> links(
            Statement statement, Collection<String> entities, TraversalFilter within, int most, QueryContext context) {
        var parameters = Map.<String, Object>of("step", step(entities, within, most), "at", context.time());
        return graph.read(statement, parameters, context.languages(), Step::of);
    }

    private static Map<String, List<Step>> byEntity(List<Step> links) {
        return links.stream().sorted().collect(groupingBy(Step::near));
    }

    /** Number of relationships of each followed type by entity, valid or not. */
    Map<String, Map<RelationshipType, Long>> degrees(
            Collection<String> entities, TraversalFilter within, QueryContext context) {
        if (entities.isEmpty()) {
            return Map.of();
        }
        var degrees = new LinkedHashMap<String, Map<RelationshipType, Long>>();
        graph.read(DEGREES, Map.of("step", Map.of("ids", entities)), context.languages(), Function.identity())
                .forEach(row -> {
                    var ofEntity = new EnumMap<RelationshipType, Long>(RelationshipType.class);
                    row.row("degrees").values().forEach((name, number) -> {
                        RelationshipType type = RelationshipType.fromString(name);
                        if ((Long) number > 0 && within.follows(type)) {
                            ofEntity.put(type, (Long) number);
                        }
                    });
                    degrees.put(row.text("id"), ofEntity);
                });
        return degrees;
    }

    /** Number of steps of each type by entity. */
    Map<String, Map<RelationshipType, Long>> counts(
            Collection<String> entities, TraversalFilter within, QueryContext context) {
        if (entities.isEmpty()) {
            return Map.of();
        }
        return graph
                .read(
                        COUNTS,
                        Map.of("step", step(entities, within, 0), "at", context.time()),
                        context.languages(),
                        Function.identity())
                .stream()
                .collect(groupingBy(
                        row -> row.text("id"),
                        Collectors.toMap(
                                row -> RelationshipType.fromString(row.text("type")), row -> row.number("count"))));
    }

    /** The relationships themselves, by key. */
    Map<String, Relationship> told(Collection<Step> links, QueryContext context) {
        var told = new HashMap<String, Relationship>();
        if (!links.isEmpty()) {
            var keys = links.stream().map(Step::key).distinct().toList();
            graph.read(
                            TOLD,
                            Map.of("step", Map.of("keys", keys), "at", context.time(), "evidence", context.evidence()),
                            context.languages(),
                            Function.identity())
                    .forEach(row -> told.put(row.text("key"), context.shown(row.relationship("relationship"))));
        }
        return told;
    }

    private static Map<String, Object> step(Collection<String> entities, TraversalFilter within, int most) {
        return Map.of(
                "ids",
                entities,
                "types",
                wires(within.types()),
                "kinds",
                wires(within.kinds()),
                "every",
                within.kinds().size() == Kind.values().length,
                "always",
                within.always(),
                "most",
                most);
    }

    private static List<String> wires(Set<? extends WireName> members) {
        return members.stream().map(WireName::wire).sorted().toList();
    }

    /** Divides entities, in order, into portions for one statement each. */
    static List<List<String>> portions(Collection<String> entities, ToLongFunction<String> degree) {
        var portions = new ArrayList<List<String>>();
        long room = 0;
        for (String entity : entities) {
            long needed = degree.applyAsLong(entity);
            if (portions.isEmpty() || needed > room) {
                portions.add(new ArrayList<>());
                room = PORTION;
            }
            portions.getLast().add(entity);
            room -= needed;
        }
        return portions;
    }
}
