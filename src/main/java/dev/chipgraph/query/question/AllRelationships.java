package dev.chipgraph.query.question;

import static java.util.stream.Collectors.toMap;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.WireName;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The relationships of the whole graph, in the order of the vocabulary by type, and then by id. When neither an end nor a
 * source is named, each type is a statement of its own, because the database has an index on the ids of each type.
 */
@ApplicationScoped
public class AllRelationships {

    private static final Statement WITH_KEYS = Statement.of("query/exported");
    private static final Statement BY_ID = Statement.of("query/relationship");
    private static final Statement ANCHORED = Statement.of("query/relationships_anchored");
    private static final Statement ANCHORED_COUNT = Statement.of("query/relationships_anchored_count");
    private static final Statement SOURCED = Statement.of("query/relationships_sourced");
    private static final Statement SOURCED_COUNT = Statement.of("query/relationships_sourced_count");

    /** Cypher of what restricts the relationships {@code r} from {@code a} to {@code b} when no end or source is named. */
    private static final String RESTRICTED = """
            ($fromKinds = [] OR a.kind IN $fromKinds) AND ($toKinds = [] OR b.kind IN $toKinds)
            AND (NOT $amongValid OR cg.holds(a) AND cg.holds(b))""";

    private static final Statement COUNT = new Statement("count relationships", """
            MATCH (a)-[r:%s]->(b)
            WHERE type(r) IN $types AND cg.holds(r) AND %s
            RETURN count(r) AS total
            """.formatted(
                    String.join("|", WireName.spellings(RelationshipType.class)), RESTRICTED));

    private final Graph graph;

    AllRelationships(Graph graph) {
        this.graph = graph;
    }

    /**
     * Which relationships to return. An empty collection restricts nothing.
     *
     * @param types types
     * @param fromKinds kinds of the entity at the start
     * @param toKinds kinds of the entity at the end
     * @param from ids of the entity at the start
     * @param to ids of the entity at the end
     * @param entities ids of an entity at either end
     * @param sources ids of sources, one of which supports the relationship
     * @param amongValid whether both ends must be valid on the date, as places are not always
     */
    public record Criteria(
            Set<RelationshipType> types,
            Set<Kind> fromKinds,
            Set<Kind> toKinds,
            List<String> from,
            List<String> to,
            List<String> entities,
            List<String> sources,
            boolean amongValid) {

        /** All relationships. */
        static Criteria all(boolean amongValid) {
            return new Criteria(Set.of(), Set.of(), Set.of(), List.of(), List.of(), List.of(), List.of(), amongValid);
        }

        /** The types that can have such relationships, as the vocabulary says; empty when the kinds exclude each other. */
        public List<RelationshipType> possibleTypes() {
            return Arrays.stream(RelationshipType.values())
                    .filter(type -> types.isEmpty() || types.contains(type))
                    .filter(type -> type.ends().stream()
                            .anyMatch(ends -> meet(fromKinds, ends.from()) && meet(toKinds, ends.to())))
                    .toList();
        }

        private static boolean meet(Set<Kind> wanted, Set<Kind> allowed) {
            return wanted.isEmpty() || wanted.stream().anyMatch(allowed::contains);
        }

        /** Whether a statement for all types together can start from an index. */
        private boolean isIndexed() {
            return !anchors().isEmpty() || !sources.isEmpty();
        }

        /** The entities from which to start, if any are named. */
        private List<String> anchors() {
            return Stream.of(from, to, entities)
                    .filter(ids -> !ids.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }

        private Map<String, Object> parameters(QueryContext context) {
            var parameters = new HashMap<String, Object>();
            parameters.put("at", context.time());
            parameters.put("anchors", anchors());
            var types = possibleTypes().stream().map(RelationshipType::wire).toList();
            parameters.put("types", types);
            parameters.put("rank", IntStream.range(0, types.size()).boxed().collect(toMap(types::get, i -> i)));
            parameters.put("fromKinds", fromKinds.stream().map(Kind::wire).toList());
            parameters.put("toKinds", toKinds.stream().map(Kind::wire).toList());
            parameters.put("from", from);
            parameters.put("to", to);
            parameters.put("entities", entities);
            parameters.put("sources", sources);
            parameters.put("amongValid", amongValid);
            return parameters;
        }
    }

    /** A page of relationships. The sort value of its key is a type. */
    public ResultPage<Relationship> page(Criteria criteria, PageRequest pageRequest, QueryContext context) {
        var parameters = criteria.parameters(context);
        var types = criteria.possibleTypes();
        var remaining = types.stream()
                .dropWhile(type -> pageRequest.after() != null && !type.wire().equals(pageRequest.after()))
                .toList();
        var rows = new ArrayList<Row>();
        if (criteria.isIndexed()) {
            parameters.putAll(pageRequest.parameters());
            parameters.put("afterRank", types.size() - remaining.size());
            Statement statement = criteria.anchors().isEmpty() ? SOURCED : ANCHORED;
            rows.addAll(graph.read(statement, parameters, context.languages(), Function.identity()));
        } else {
            String after = pageRequest.afterId();
            for (RelationshipType type : remaining) {
                int wanted = pageRequest.limit() + 1 - rows.size();
                if (wanted > 0) {
                    parameters.putAll(Map.of("after", after, "limit", wanted));
                    rows.addAll(graph.read(ofType(type, context), parameters, context.languages(), row -> row));
                    after = "";
                }
            }
        }
        Long total = pageRequest.count() ? total(criteria, context) : null;
        var page = ResultPage.of(rows, pageRequest, total, row -> new ResultPage.Key(row.text("type"), row.text("id")));
        var whole = whole(page.items(), context);
        return page.map(row -> whole.get(row.text("key"))).filter(Objects::nonNull);
    }

    /**
     * The ids of all relationships of a type. There is one of these statements for each type, so they return ids only:
     * planning one that returns whole records takes several times as long.
     */
    public static Statement ofType(RelationshipType type, QueryContext context) {
        // For the present, an index on id serves the order; earlier states may have their id in formerId.
        String id = context.known().isPast() ? "coalesce(r.id, r.formerId)" : "r.id";
        return new Statement("relationships " + type.wire(), """
                MATCH (a)-[r:%s]->(b)
                WHERE %2$s > $after AND cg.holds(r) AND %3$s
                WITH r, %2$s AS id ORDER BY id LIMIT $limit
                RETURN type(r) AS type, id, elementId(r) AS key
                ORDER BY id
                """.formatted(type.wire(), id, RESTRICTED));
    }

    /** The number of relationships that match. */
    long total(Criteria criteria, QueryContext context) {
        Statement count = !criteria.isIndexed() ? COUNT : criteria.anchors().isEmpty() ? SOURCED_COUNT : ANCHORED_COUNT;
        return graph.readOne(count, criteria.parameters(context), context.languages(), row -> row.number("total"))
                .orElseThrow();
    }

    /** The relationships of rows by their keys, without those that were deleted since the rows were read. */
    private Map<String, Relationship> whole(List<Row> rows, QueryContext context) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<String, Relationship>();
        graph.read(
                        WITH_KEYS,
                        Map.of(
                                "keys",
                                rows.stream().map(row -> row.text("key")).toList(),
                                "at",
                                context.time(),
                                "evidence",
                                context.evidence()),
                        context.languages(),
                        Function.identity())
                .forEach(row -> found.put(row.text("key"), relationship(row, context)));
        rows.stream()
                .filter(row -> !found.containsKey(row.text("key")))
                .forEach(row ->
                        replaced(row, context).ifPresent(relationship -> found.put(row.text("key"), relationship)));
        return found;
    }

    /** What replaced a relationship since its row was read; empty when it was deleted. */
    private Optional<Relationship> replaced(Row row, QueryContext context) {
        return graph.readOne(
                BY_ID,
                Map.of(
                        "type",
                        row.text("type"),
                        "id",
                        row.text("id"),
                        "at",
                        context.time(),
                        "evidence",
                        context.evidence()),
                context.languages(),
                found -> relationship(found, context));
    }

    private static Relationship relationship(Row row, QueryContext context) {
        return context.shown(row.relationship("relationship"));
    }
}
