package dev.chipgraph.query.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.graph.GivenUp;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.Asked;
import dev.chipgraph.query.Found;
import dev.chipgraph.query.References;
import dev.chipgraph.query.Slice;
import dev.chipgraph.query.TooExpensive;
import dev.chipgraph.query.pattern.GraphPattern.Column;
import dev.chipgraph.query.pattern.GraphPattern.Shown;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers graph patterns: any question of a few steps, in one statement. */
@ApplicationScoped
public class Patterns {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Graph graph;
    private final References references;

    Patterns(Graph graph, References references) {
        this.graph = graph;
        this.references = references;
    }

    /** The pattern cannot be asked, for these reasons. */
    public static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<Violation> violations;

        Invalid(List<Violation> violations) {
            super(violations.getFirst().message());
            this.violations = violations;
        }

        public List<Violation> violations() {
            return violations;
        }
    }

    /**
     * An answer.
     *
     * @param rows the rows, by name of the column
     * @param columns names of the columns
     * @param explained how it was asked
     */
    public record Answer(Found<Map<String, Object>> rows, List<String> columns, Explained explained) {}

    /**
     * How a pattern is asked.
     *
     * @param cypher the statement
     * @param parameters its parameters
     * @param kinds the kinds that each node can have
     */
    public record Explained(String cypher, Map<String, Object> parameters, Map<String, List<String>> kinds) {}

    /**
     * Asks a pattern.
     *
     * @param json nodes, edges, return, distinct and orderBy
     * @throws Invalid with all that is wrong with it
     * @throws TooExpensive when it takes too long or too much memory, with what to do about it
     */
    public Answer ask(ObjectNode json, Slice slice, Asked asked) {
        var reader = new PatternReader((reference, kinds) -> references.resolve(reference, kinds, asked));
        GraphPattern pattern = reader.read(json);
        if (!reader.violations().isEmpty()) {
            throw new Invalid(reader.violations());
        }
        var compiler = new PatternCompiler(pattern, asked);
        Statement page = compiler.page(after(slice, compiler));
        var parameters = new LinkedHashMap<>(compiler.parameters());
        parameters.put("at", asked.time());
        parameters.put("evidence", asked.evidence());
        parameters.put("limit", slice.limit() + 1);
        try {
            var rows = graph.read(page, parameters, asked.languages(), row -> row);
            Long total = slice.count() ? total(pattern, asked) : null;
            var found = Found.of(
                            rows,
                            slice,
                            total,
                            row -> new Found.Key(json(row.values().get("keys")), ""))
                    .map(row -> item(row, pattern.columns()));
            return new Answer(
                    found,
                    pattern.columns().stream().map(Column::name).toList(),
                    new Explained(page.text(), parameters, PatternCompiler.kinds(pattern)));
        } catch (GivenUp e) {
            throw new TooExpensive(advice(pattern, page, parameters), e);
        }
    }

    private long total(GraphPattern pattern, Asked asked) {
        var compiler = new PatternCompiler(pattern, asked);
        Statement count = compiler.count();
        var parameters = new LinkedHashMap<>(compiler.parameters());
        parameters.put("at", asked.time());
        return graph.readOne(count, parameters, asked.languages(), row -> row.number("total"))
                .orElseThrow();
    }

    private String advice(GraphPattern pattern, Statement page, Map<String, Object> parameters) {
        var open = PatternCompiler.open(pattern);
        return "The pattern was given up after %d ms: the database expects about %,.0f rows on the way. %s Fewer hops and a shorter orderBy help too."
                .formatted(
                        graph.readingTime().toMillis(),
                        graph.expectedRows(page, parameters),
                        open.isEmpty()
                                ? "Narrow the conditions."
                                : "Narrow it by a ref or a where on " + String.join(", ", open) + ".");
    }

    private static List<?> after(Slice slice, PatternCompiler compiler) {
        if (slice.after() == null) {
            return null;
        }
        try {
            List<Object> keys = JSON.readValue((String) slice.after(), new TypeReference<>() {});
            return keys.size() == compiler.keyCount() ? keys : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cursors hold what was written into them", e);
        }
    }

    private static String json(Object keys) {
        try {
            return JSON.writeValueAsString(keys);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> item(Row row, List<Column> columns) {
        var item = new LinkedHashMap<String, Object>();
        for (int i = 0; i < columns.size(); i++) {
            item.put(columns.get(i).name(), cell(row, "c" + i, columns.get(i).shown()));
        }
        return item;
    }

    private static Object cell(Row row, String column, Shown shown) {
        if (row.values().get(column) == null) {
            return null;
        }
        return switch (shown) {
            case Shown.OfNode of
            when of.terms().isEmpty() ->
                row.row(column).values().containsKey("version") ? row.entity(column) : row.ref(column);
            case Shown.OfNode of -> fields((List<?>) row.values().get(column), of.terms());
            case Shown.OfEdge of -> row.relationship(column);
            case Shown.Aggregate aggregate
            when aggregate.function().equals("collect") ->
                aggregate.of() instanceof Shown.OfNode
                        ? row.refs(column).stream()
                                .sorted(Comparator.comparing(ref -> ref.id()))
                                .toList()
                        : ((List<?>) row.values().get(column))
                                .stream()
                                        .map(Patterns::plain)
                                        .sorted(Comparator.comparing(String::valueOf))
                                        .toList();
            default -> plain(row.values().get(column));
        };
    }

    private static Map<String, Object> fields(List<?> values, List<Term> terms) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < terms.size(); i++) {
            fields.put(terms.get(i).name(), plain(values.get(i)));
        }
        return fields;
    }

    /** Amounts come as maps in which what is not stated is null. */
    private static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant.toString();
            case Map<?, ?> map -> {
                var stated = new LinkedHashMap<>(map);
                stated.values().removeIf(part -> part == null);
                yield stated;
            }
            case Object other -> other;
        };
    }
}
