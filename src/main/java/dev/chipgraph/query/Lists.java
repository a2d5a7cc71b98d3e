package dev.chipgraph.query;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Answers a question whose answer is a list: a page of it, and the count of all of it when asked for. */
@ApplicationScoped
public class Lists {

    private final Graph graph;

    Lists(Graph graph) {
        this.graph = graph;
    }

    /**
     * A page of a list that is ordered by id.
     *
     * @param page statement that returns the rows after {@code $after}, at most {@code $limit}
     * @param count statement that returns the {@code total}
     * @param about parameters of the question itself; the date, evidence and page are added
     * @param id id of a row, by which the list is ordered
     * @param item what a row becomes
     */
    <T> Found<T> page(
            Statement page,
            Statement count,
            Map<String, Object> about,
            Slice slice,
            Asked asked,
            Function<Row, String> id,
            Function<Row, T> item) {
        var parameters = new LinkedHashMap<>(slice.parameters());
        parameters.put("at", asked.time());
        parameters.put("evidence", asked.evidence());
        parameters.putAll(about);
        var rows = graph.read(page, parameters, asked.languages(), Function.identity());
        Long total = slice.count() ? total(count, parameters, asked) : null;
        return Found.of(rows, slice, total, row -> new Found.Key(null, id.apply(row)))
                .map(item);
    }

    /** The {@code total} that a statement counts. */
    long total(Statement count, Map<String, Object> parameters, Asked asked) {
        return graph.readOne(count, parameters, asked.languages(), row -> row.number("total"))
                .orElseThrow();
    }
}
