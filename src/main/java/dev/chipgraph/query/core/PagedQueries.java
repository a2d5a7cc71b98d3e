package dev.chipgraph.query.core;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Runs queries for lists: a page of rows and, on request, the total. */
@ApplicationScoped
public class PagedQueries {

    private final Graph graph;

    PagedQueries(Graph graph) {
        this.graph = graph;
    }

    /**
     * A page of a list that is ordered by id.
     *
     * @param page statement that returns the rows after {@code $after}, at most {@code $limit}
     * @param count statement that returns the {@code total}
     * @param about parameters of the query itself; those of the context and the page are added
     * @param id reads the id by which the list is ordered
     * @param item converts a row to an item
     */
    public <T> ResultPage<T> page(
            Statement page,
            Statement count,
            Map<String, Object> about,
            PageRequest pageRequest,
            QueryContext context,
            Function<Row, String> id,
            Function<Row, T> item) {
        var parameters = new LinkedHashMap<>(pageRequest.parameters());
        parameters.put("at", context.time());
        parameters.put("evidence", context.evidence());
        parameters.putAll(about);
        var rows = graph.read(page, parameters, context.languages(), Function.identity());
        Long total = pageRequest.count() ? total(count, parameters, context) : null;
        return ResultPage.of(rows, pageRequest, total, row -> new ResultPage.Key(null, id.apply(row)))
                .map(item);
    }

    /** The {@code total} that a statement counts. */
    public long total(Statement count, Map<String, Object> parameters, QueryContext context) {
        return graph.readOne(count, parameters, context.languages(), row -> row.number("total"))
                .orElseThrow();
    }
}
