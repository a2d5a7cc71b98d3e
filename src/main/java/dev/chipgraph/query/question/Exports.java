package dev.chipgraph.query.question;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.GraphRecord;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.PagedQueries;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The whole graph: sources, then other entities, both by id, then the relationships by type and id. */
@ApplicationScoped
public class Exports {

    private static final Statement ENTITIES = new Statement("export entities", """
            MATCH (e:Entity)
            WHERE e.id > $after AND e.kind IN $kinds AND cg.holds(e)
            WITH e ORDER BY e.id LIMIT $limit
            RETURN e.id AS id, cg.entity_full(e) AS entity
            ORDER BY id
            """);
    private static final Statement COUNT =
            new Statement("export count", "MATCH (e:Entity) WHERE e.id > '' AND cg.holds(e) RETURN count(e) AS total");

    private final Graph graph;
    private final PagedQueries lists;
    private final AllRelationships relationships;

    Exports(Graph graph, PagedQueries lists, AllRelationships relationships) {
        this.graph = graph;
        this.lists = lists;
        this.relationships = relationships;
    }

    /** A stage of the export. A cursor consists of the stage, or a type of relationship, and the id of a record. */
    private enum Stage {
        SOURCES,
        OTHERS;

        private List<String> kinds() {
            return Arrays.stream(Kind.values())
                    .filter(kind -> (kind == Kind.SOURCE) == (this == SOURCES))
                    .map(Kind::wire)
                    .toList();
        }
    }

    /**
     * A page of records.
     *
     * @param amongValid whether to leave out relationships with an end that is not valid on the date
     */
    public ResultPage<GraphRecord> records(boolean amongValid, PageRequest pageRequest, QueryContext context) {
        var records = new ArrayList<GraphRecord>();
        var keys = new ArrayList<ResultPage.Key>();
        String after = pageRequest.afterId();
        boolean reached = pageRequest.after() == null;
        for (Stage stage : Stage.values()) {
            reached |= stage.name().equals(pageRequest.after());
            int wanted = pageRequest.limit() + 1 - records.size();
            if (!reached || wanted <= 0) {
                continue;
            }
            var rows = graph.read(
                    ENTITIES,
                    Map.of(
                            "after", after,
                            "limit", wanted,
                            "kinds", stage.kinds(),
                            "at", context.time(),
                            "evidence", context.evidence()),
                    context.languages(),
                    Function.identity());
            rows.forEach(row -> {
                records.add(row.entity("entity"));
                keys.add(new ResultPage.Key(stage.name(), row.text("id")));
            });
            after = "";
        }
        boolean more = records.size() > pageRequest.limit();
        ResultPage.Key last = more ? keys.get(pageRequest.limit() - 1) : null;
        var criteria = AllRelationships.Criteria.all(amongValid);
        if (more) {
            records.removeLast();
        } else {
            int wanted = pageRequest.limit() - records.size();
            var rest = relationships.page(
                    criteria,
                    new PageRequest(Math.max(wanted, 1), reached ? null : pageRequest.after(), after, false),
                    context);
            if (wanted > 0) {
                records.addAll(rest.items());
                last = rest.last();
            } else if (!rest.items().isEmpty()) {
                last = keys.getLast();
            }
        }
        return new ResultPage<>(List.copyOf(records), last, pageRequest.count() ? total(criteria, context) : null);
    }

    private long total(AllRelationships.Criteria criteria, QueryContext context) {
        return lists.total(COUNT, Map.of("at", context.time()), context) + relationships.total(criteria, context);
    }
}
