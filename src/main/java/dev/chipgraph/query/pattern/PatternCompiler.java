package dev.chipgraph.query.pattern;

import dev.chipgraph.graph.Statement;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.pattern.GraphPattern.At;
import dev.chipgraph.query.pattern.GraphPattern.Edge;
import dev.chipgraph.query.pattern.GraphPattern.Node;
import dev.chipgraph.query.pattern.GraphPattern.Presence;
import dev.chipgraph.query.pattern.GraphPattern.Shown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compiles a pattern to one Cypher statement. The text consists of labels, types, properties and variables of the service
 * only. Everything that a client sent is a parameter, so that patterns of the same form share a plan.
 *
 * <p>One compiler compiles one pattern.
 */
final class PatternCompiler {

    /** Ends the name of the column with the dates on which the edge in another column must hold. */
    static final String ON = "On";

    private final GraphPattern pattern;
    private final PatternParameters parameters = new PatternParameters();
    private final PatternExpressions expressions;
    private final MatchClauses clauses;
    private final RowOrder order;

    PatternCompiler(GraphPattern pattern, QueryContext context) {
        this.pattern = pattern;
        this.expressions = new PatternExpressions(context, parameters);
        this.clauses = new MatchClauses(pattern, context, parameters, expressions);
        this.order = new RowOrder(pattern);
    }

    Map<String, Object> parameters() {
        return parameters.values();
    }

    /** The number of keys of a row, which a cursor must have as well. */
    int keyCount() {
        return order.size();
    }

    /**
     * The statement that returns a column {@code c0}, {@code c1} ... for each column of the pattern and, in {@code keys},
     * the position of a row in the order.
     *
     * @param after the keys of the last row of the page before; null for the first page
     */
    Statement page(List<?> after) {
        String rows = rows();
        if (after != null) {
            parameters.put("after", after);
        }
        String rendered = columns(
                ",\n  ",
                i -> expressions.rendered("c" + i, pattern.columns().get(i).shown()) + " AS c" + i);
        return new Statement("pattern", """
                %s
                WITH *, %s%s
                ORDER BY %s LIMIT $limit
                RETURN %s, [%s] AS keys
                ORDER BY %s""".formatted(
                        rows,
                        order.projection(),
                        after == null ? "" : "\nWHERE " + order.beyond(),
                        order.orderBy(),
                        rendered + datesOfEdges(i -> "c" + i + ON),
                        order.names(),
                        order.orderBy()));
    }

    /** The statement that counts all rows. */
    Statement count() {
        return new Statement("pattern count", rows() + "\nRETURN count(*) AS total");
    }

    /** The part of the statement that gives each row with its raw columns. */
    private String rows() {
        var text = new StringBuilder(clauses.required());
        var names = new LinkedHashSet<>(clauses.boundVariables());
        pattern.edges(Presence.REQUIRED).forEach(edge -> addName(edge, names));
        text.append(withDistinct(names));
        for (Edge edge : pattern.edges(Presence.OPTIONAL)) {
            text.append('\n').append(clauses.optional(edge));
            Stream.of(edge.from(), edge.to()).filter(Node::named).forEach(node -> names.add(node.variable()));
            addName(edge, names);
            text.append(withDistinct(names));
        }
        appendUnwound(text, names);
        text.append("\nWITH ")
                .append(pattern.showsMatches() ? String.join(", ", names) + ", " : "")
                .append(columns(
                        ", ", i -> expressions.raw(pattern.columns().get(i).shown(), i) + " AS c" + i))
                .append(datesOfEdges(this::dateOfEdge));
        if (pattern.distinct() && !pattern.isGrouped()) {
            // Not DISTINCT in the clause before: where hops lead to a node only once, Neo4j also takes its values for
            // distinct.
            String dates = datesOfEdges(i -> "collect(DISTINCT c%1$d%2$s) AS c%1$d%2$s".formatted(i, ON));
            text.append(dates.isEmpty() ? "\nWITH DISTINCT " : "\nWITH ")
                    .append(columns(", ", i -> "c" + i))
                    .append(dates);
        }
        return text.toString();
    }

    /** Further columns for those edges that are shown and must hold on the date of an entity. */
    private String datesOfEdges(IntFunction<String> text) {
        return IntStream.range(0, pattern.columns().size())
                .filter(i -> pattern.columns().get(i).shown() instanceof Shown.OfEdge(Edge edge)
                        && edge.at() != null
                        && edge.at().variable() != null)
                .mapToObj(i -> ", " + text.apply(i))
                .collect(Collectors.joining());
    }

    /** The date on which the edge in a column must hold; a list where a row stands for one or for several matches. */
    private String dateOfEdge(int column) {
        At at = ((Shown.OfEdge) pattern.columns().get(column).shown()).edge().at();
        String date = expressions.value(new Shown.Value(at.variable(), true, at.term()));
        String form = pattern.isGrouped() ? "collect(DISTINCT %s)" : pattern.distinct() ? "%s" : "[%s]";
        return form.formatted(date) + " AS c" + column + ON;
    }

    private static void addName(Edge edge, Set<String> names) {
        if (edge.name() != null) {
            names.add(edge.variable());
        }
    }

    private static String withDistinct(Set<String> names) {
        return "\nWITH DISTINCT " + String.join(", ", names);
    }

    private void appendUnwound(StringBuilder text, Set<String> names) {
        for (int i = 0; i < pattern.columns().size(); i++) {
            if (pattern.columns().get(i).shown() instanceof Shown.Each each) {
                text.append("\nUNWIND CASE WHEN coalesce(size(%1$s), 0) = 0 THEN [null] ELSE %1$s END AS u%2$d"
                        .formatted(expressions.value(each.list()), i));
                names.add("u" + i);
                // An entity may have one name in several languages.
                text.append(withDistinct(names));
            }
        }
    }

    private String columns(String delimiter, IntFunction<String> text) {
        return IntStream.range(0, pattern.columns().size()).mapToObj(text).collect(Collectors.joining(delimiter));
    }
}
