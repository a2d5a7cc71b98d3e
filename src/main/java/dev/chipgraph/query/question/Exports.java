package dev.chipgraph.query.question;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole graph in the import format: sources, then other entities, then the relationships of each type, all by id. */
@ApplicationScoped
public class Exports {

    private static final Statement RELATED = Statement.of("query/exported");
    private static final Statement BY_ID = Statement.of("query/relationship");

    /** The main name, whichever languages the client prefers. */
    private static final String SOURCES = "source";

    private static final String ENTITIES = "entity";
    private static final String RELATIONSHIPS = "relationship";

    private final Graph graph;

    Exports(Graph graph) {
        this.graph = graph;
    }

    /**
     * A stage of the export. A cursor consists of the stage and the id of a record. Stages of relationships have no parameters
     * and return keys only: there is one for each type, and planning one that returns whole records takes several times as long.
     */
    private record Stage(String name, Statement statement, Map<String, Object> parameters) {}

    /** A page of records in the import format. Loading all records into an empty graph makes the same graph. */
    public ResultPage<Map<String, Object>> records(PageRequest pageRequest, QueryContext context) {
        var records = new ArrayList<Map<String, Object>>();
        var keys = new ArrayList<ResultPage.Key>();
        String after = pageRequest.afterId();
        boolean reached = pageRequest.after() == null;
        for (Stage stage : stages(context)) {
            reached |= stage.name().equals(pageRequest.after());
            int wanted = pageRequest.limit() + 1 - records.size();
            if (!reached || wanted <= 0) {
                continue;
            }
            var parameters = new LinkedHashMap<>(stage.parameters());
            parameters.putAll(Map.of("after", after, "limit", wanted, "at", context.time(), "evidence", true));
            var rows = graph.read(stage.statement(), parameters, Languages.ANY, row -> row);
            rows.forEach(row -> keys.add(new ResultPage.Key(stage.name(), row.text("id"))));
            records.addAll(
                    stage.parameters().isEmpty()
                            ? relationships(stage.name(), rows, context)
                            : rows.stream()
                                    .map(row -> record(row.entity(ENTITIES)))
                                    .toList());
            after = "";
        }
        boolean more = records.size() > pageRequest.limit();
        return new ResultPage<>(
                        more ? records.subList(0, pageRequest.limit()) : records,
                        more ? keys.get(pageRequest.limit() - 1) : null,
                        pageRequest.count() ? total(context) : null)
                .filter(Objects::nonNull);
    }

    /** The records of rows, or null for those that were deleted since the rows were read. */
    private List<Map<String, Object>> relationships(String type, List<Row> rows, QueryContext context) {
        var keys = rows.stream().map(row -> row.text("key")).toList();
        if (keys.isEmpty()) {
            return List.of();
        }
        var found = new HashMap<String, Map<String, Object>>();
        graph.read(RELATED, Map.of("keys", keys, "at", context.time(), "evidence", true), Languages.ANY, row -> row)
                .forEach(row -> found.put(row.text("key"), record(row.relationship(RELATIONSHIPS))));
        return rows.stream()
                .map(row -> found.containsKey(row.text("key"))
                        ? found.get(row.text("key"))
                        : replaced(type, row.text("id"), context))
                .toList();
    }

    /** What replaced a relationship since its row was read; null when it was deleted. */
    private Map<String, Object> replaced(String type, String id, QueryContext context) {
        return graph.readOne(
                        BY_ID,
                        Map.of("type", type, "id", id, "at", context.time(), "evidence", true),
                        Languages.ANY,
                        row -> record(row.relationship(RELATIONSHIPS)))
                .orElse(null);
    }

    private static List<Stage> stages(QueryContext context) {
        var others = Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.SOURCE)
                .map(Kind::wire)
                .toList();
        // For the present, an index on id serves the order; earlier states may have their id in formerId.
        String id = context.known().isPast() ? "coalesce(r.id, r.formerId)" : "r.id";
        var stages =
                new ArrayList<>(List.of(entities(SOURCES, List.of(Kind.SOURCE.wire())), entities(ENTITIES, others)));
        for (RelationshipType type : RelationshipType.values()) {
            stages.add(new Stage(
                    type.wire(), new Statement("export " + type.wire(), """
                            MATCH ()-[r:%s]->()
                            WHERE %2$s > $after AND cg.holds(r)
                            WITH r, %2$s AS id ORDER BY id LIMIT $limit
                            RETURN id, elementId(r) AS key
                            ORDER BY id
                            """.formatted(type.wire(), id)), Map.of()));
        }
        return stages;
    }

    private static Stage entities(String name, List<String> kinds) {
        return new Stage(name, new Statement("export " + name, """
                        MATCH (e:Entity)
                        WHERE e.id > $after AND e.kind IN $kinds AND cg.holds(e)
                        WITH e ORDER BY e.id LIMIT $limit
                        RETURN e.id AS id, cg.entity_full(e) AS entity
                        ORDER BY id
                        """), Map.of("kinds", kinds));
    }

    private long total(QueryContext context) {
        var counts = Stream.concat(
                        Stream.of("COUNT { MATCH (e:Entity) WHERE e.id > '' AND cg.holds(e) }"),
                        Arrays.stream(RelationshipType.values())
                                .map(type -> "COUNT { MATCH ()-[r:%s]->() WHERE cg.holds(r) }".formatted(type.wire())))
                .collect(Collectors.joining(" + "));
        return graph.readOne(
                        new Statement("export count", "RETURN %s AS total".formatted(counts)),
                        Map.of("at", context.time()),
                        context.languages(),
                        row -> row.number("total"))
                .orElseThrow();
    }

    private static Map<String, Object> record(Entity entity) {
        return Map.of(entity.kind() == Kind.SOURCE ? SOURCES : ENTITIES, ImportFormat.of(entity));
    }

    private static Map<String, Object> record(Relationship relationship) {
        return Map.of(RELATIONSHIPS, ImportFormat.of(relationship));
    }
}
