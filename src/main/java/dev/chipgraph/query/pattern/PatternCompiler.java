package dev.chipgraph.query.pattern;

import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.pattern.GraphPattern.At;
import dev.chipgraph.query.pattern.GraphPattern.Column;
import dev.chipgraph.query.pattern.GraphPattern.Edge;
import dev.chipgraph.query.pattern.GraphPattern.Node;
import dev.chipgraph.query.pattern.GraphPattern.Order;
import dev.chipgraph.query.pattern.GraphPattern.Presence;
import dev.chipgraph.query.pattern.GraphPattern.Shown;
import dev.chipgraph.query.question.Relationships.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a pattern as one Cypher statement. Its text holds labels, types, properties and variables of our own making only;
 * all that a client sent is in the parameters, so that patterns of one form share a plan.
 *
 * <p>One compiler compiles one pattern.
 */
final class PatternCompiler {

    /** No cell of an answer holds more values than this. */
    static final int MOST_COLLECTED = 1_000;

    private final GraphPattern pattern;
    private final QueryContext context;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /**
     * A part of the order of rows.
     *
     * @param cypher an expression that is never null
     */
    private record Key(String cypher, boolean descending) {}

    PatternCompiler(GraphPattern pattern, QueryContext context) {
        this.pattern = pattern;
        this.context = context;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /**
     * The statement that returns a column {@code c0}, {@code c1} ... for each column of the pattern and, in {@code keys},
     * where in the order a row stands.
     *
     * @param after keys of the last row of the page before; null for the first page
     */
    Statement page(List<?> after) {
        String rows = rows();
        var keys = keys();
        String names = IntStream.range(0, keys.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String order = IntStream.range(0, keys.size())
                .mapToObj(i -> "k" + i + (keys.get(i).descending() ? " DESC" : ""))
                .collect(Collectors.joining(", "));
        String text = """
                %s
                WITH *, %s%s
                ORDER BY %s LIMIT $limit
                RETURN %s, [%s] AS keys
                ORDER BY %s""".formatted(
                        rows,
                        IntStream.range(0, keys.size())
                                .mapToObj(i -> "%s AS k%d".formatted(keys.get(i).cypher(), i))
                                .collect(Collectors.joining(", ")),
                        after == null ? "" : "\nWHERE " + beyond(keys, after),
                        order,
                        IntStream.range(0, pattern.columns().size())
                                .mapToObj(i -> "%s AS c%d"
                                        .formatted(
                                                rendered(
                                                        "c" + i,
                                                        pattern.columns().get(i).shown()),
                                                i))
                                .collect(Collectors.joining(",\n  ")),
                        names,
                        order);
        return new Statement("pattern", text);
    }

    /** The statement that counts all rows. */
    Statement count() {
        return new Statement("pattern count", rows() + "\nRETURN count(*) AS total");
    }

    /** Up to where each row has its raw columns. */
    private String rows() {
        var text = new StringBuilder();
        var bound = new LinkedHashSet<Node>();
        var names = new LinkedHashSet<String>();
        var required = edges(Presence.REQUIRED);
        text.append("MATCH ").append(match(required, bound, true));
        var predicates = new ArrayList<>(predicates(required, bound, new HashSet<>()));
        absences().forEach(predicates::add);
        text.append("\nWHERE ").append(String.join("\n  AND ", predicates));
        bound.stream().filter(node -> node.named).forEach(node -> names.add(node.variable));
        required.stream().filter(edge -> edge.name() != null).forEach(edge -> names.add(edge.variable()));
        text.append("\nWITH DISTINCT ").append(String.join(", ", names));
        for (Edge edge : edges(Presence.OPTIONAL)) {
            var before = new HashSet<>(bound);
            text.append("\nOPTIONAL MATCH ").append(match(List.of(edge), bound, false));
            text.append("\nWHERE ").append(String.join("\n  AND ", predicates(List.of(edge), bound, before)));
            Stream.of(edge.from(), edge.to()).filter(node -> node.named).forEach(node -> names.add(node.variable));
            if (edge.name() != null) {
                names.add(edge.variable());
            }
            text.append("\nWITH DISTINCT ").append(String.join(", ", names));
        }
        var columns = pattern.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).shown() instanceof Shown.Each each) {
                String list = value(each.list());
                text.append("\nUNWIND CASE WHEN coalesce(size(%1$s), 0) = 0 THEN [null] ELSE %1$s END AS u%2$d"
                        .formatted(list, i));
                names.add("u" + i);
                // An entity may have one name in several languages.
                text.append("\nWITH DISTINCT ").append(String.join(", ", names));
            }
        }
        boolean assignments = !pattern.distinct() && !pattern.isGrouped();
        text.append("\nWITH ")
                .append(assignments ? String.join(", ", names) + ", " : "")
                .append(IntStream.range(0, columns.size())
                        .mapToObj(i -> "%s AS c%d".formatted(raw(columns.get(i).shown(), i), i))
                        .collect(Collectors.joining(", ")));
        if (pattern.distinct() && !pattern.isGrouped()) {
            // Apart from the values: where hops lead to a node once only, Neo4j takes its values to be distinct, too.
            text.append("\nWITH DISTINCT ")
                    .append(IntStream.range(0, columns.size())
                            .mapToObj(i -> "c" + i)
                            .collect(Collectors.joining(", ")));
        }
        return text.toString();
    }

    private List<Edge> edges(Presence presence) {
        return pattern.edges().stream()
                .filter(edge -> edge.presence() == presence)
                .toList();
    }

    /** The patterns of edges, or the node that stands alone. */
    private String match(List<Edge> edges, Set<Node> bound, boolean alone) {
        if (edges.isEmpty() && alone) {
            return node(
                    pattern.nodes().stream()
                            .filter(node -> node.presence == Presence.REQUIRED)
                            .findFirst()
                            .orElseThrow(),
                    bound);
        }
        return edges.stream().map(edge -> match(edge, bound)).collect(Collectors.joining(",\n  "));
    }

    private String match(Edge edge, Set<Node> bound) {
        String types = edge.types().size() == RelationshipType.values().length
                ? ""
                : edge.types().stream().map(RelationshipType::wire).collect(Collectors.joining("|", ":", ""));
        String left = edge.direction() == Direction.IN ? "<-[" : "-[";
        String right = edge.direction() == Direction.OUT ? "]->" : "]-";
        String from = node(edge.from(), bound);
        String to = node(edge.to(), bound);
        if (!edge.isTransitive()) {
            return from + left + edge.variable() + types + right + to;
        }
        String conditions = String.join(" AND ", conditions(edge));
        return "%s (()%s%s%s WHERE %s%s()){%d,%d} %s"
                .formatted(from, left, edge.variable(), types, conditions, right, edge.least(), edge.most(), to);
    }

    private String node(Node node, Set<Node> bound) {
        if (!bound.add(node)) {
            return "(" + node.variable + ")";
        }
        return "(%s%s%s)"
                .formatted(node.variable, label(node), node.id == null ? "" : " {id: " + parameter(node.id) + "}");
    }

    private static String label(Node node) {
        if (node.kinds.size() == 1) {
            return ":Entity:" + node.kinds.iterator().next().label();
        }
        return node.kinds.equals(Kind.organizations()) ? ":Entity:Organization" : ":Entity";
    }

    /** What is to be true of edges and of the nodes that they bring. */
    private List<String> predicates(List<Edge> edges, Set<Node> bound, Set<Node> before) {
        var predicates = new ArrayList<String>();
        bound.stream().filter(node -> !before.contains(node)).forEach(node -> predicates.addAll(predicates(node)));
        edges.stream().filter(edge -> !edge.isTransitive()).forEach(edge -> predicates.addAll(conditions(edge)));
        return predicates.isEmpty() ? List.of("true") : predicates;
    }

    private List<String> predicates(Node node) {
        var predicates = new ArrayList<String>();
        predicates.add("cg.known(%s)".formatted(node.variable));
        if (node.id == null && node.kinds.contains(Kind.PLACE)) {
            predicates.add(context.predicate(
                    node.variable,
                    "coalesce(%1$s.validFrom <= $at.last, true) AND coalesce(%1$s.validTo + '~' >= $at.first, true)"
                            .formatted(node.variable)));
        }
        if (node.declared && node.kinds.size() > 1 && !node.kinds.equals(Kind.organizations())) {
            predicates.add("%s.kind IN %s"
                    .formatted(
                            node.variable,
                            parameter(node.kinds.stream().map(Kind::wire).toList())));
        }
        node.where.forEach(
                condition -> predicates.add(context.predicate(node.variable, written(condition, node.variable))));
        return predicates;
    }

    private List<String> conditions(Edge edge) {
        var conditions = new ArrayList<String>();
        String r = edge.variable();
        At at = edge.at();
        if (at == null) {
            conditions.add("cg.holds(%s)".formatted(r));
        } else {
            conditions.add("cg.known(%s)".formatted(r));
            if (at.date() != null) {
                conditions.add("coalesce(%1$s.validFrom <= %2$s, true)"
                        .formatted(r, parameter(at.date().lastDay().toString())));
                conditions.add("coalesce(%1$s.validTo + '~' >= %2$s, true)"
                        .formatted(r, parameter(at.date().firstDay().toString())));
            } else if (at.node() != null) {
                String date = value(new Shown.Value(at.node().variable, true, at.term()));
                conditions.add("coalesce(%1$s.validFrom <= %2$s + '~', true)".formatted(r, date));
                conditions.add("coalesce(%1$s.validTo + '~' >= %2$s, true)".formatted(r, date));
            }
        }
        edge.where().forEach(condition -> conditions.add(written(condition, r)));
        return conditions;
    }

    /** Absent edges that share a node of theirs are absent together: there is no such site in such a place. */
    private List<String> absences() {
        var rest = new ArrayList<>(edges(Presence.ABSENT));
        var absences = new ArrayList<String>();
        while (!rest.isEmpty()) {
            var group = new ArrayList<Edge>();
            group.add(rest.removeFirst());
            boolean grew = true;
            while (grew) {
                var together = rest.stream()
                        .filter(edge -> group.stream().anyMatch(other -> shareAbsentNode(edge, other)))
                        .toList();
                group.addAll(together);
                rest.removeAll(together);
                grew = !together.isEmpty();
            }
            var bound = new LinkedHashSet<Node>();
            pattern.nodes().stream()
                    .filter(node -> node.presence != Presence.ABSENT)
                    .forEach(bound::add);
            var outside = new HashSet<>(bound);
            String match = match(group, bound, false);
            absences.add("NOT EXISTS {\n    MATCH %s\n    WHERE %s\n  }"
                    .formatted(match, String.join(" AND ", predicates(group, bound, outside))));
        }
        return absences;
    }

    private static boolean shareAbsentNode(Edge one, Edge other) {
        return Stream.of(one.from(), one.to())
                .filter(node -> node.presence == Presence.ABSENT)
                .anyMatch(node -> node == other.from() || node == other.to());
    }

    private String written(PatternCondition condition, String variable) {
        String text = term(condition.cypher(), condition.term(), variable);
        return condition.value() == null ? text : text.replace("$?", parameter(condition.value()));
    }

    private String term(String cypher, Term term, String variable) {
        String text = cypher.replace("@", variable);
        return term.key() == null ? text : text.replace("$#", parameter(term.key()));
    }

    private String parameter(Object value) {
        String name = "v" + parameters.size();
        parameters.put(name, value);
        return "$" + name;
    }

    private String value(Shown.Value value) {
        Term term = value.term();
        String cypher = term.form() == Term.Form.MONEY
                ? Stream.of("Value", "Min", "Max", "Currency")
                        .map(part -> "%s: %s%s".formatted(part.toLowerCase(java.util.Locale.ROOT), term.cypher(), part))
                        .collect(Collectors.joining(
                                ", ", "CASE WHEN %sCurrency IS NOT NULL THEN {".formatted(term.cypher()), "} END"))
                : term.cypher();
        String expression = term(cypher, term, value.variable());
        return value.entity() ? context.value(value.variable(), expression) : expression;
    }

    private String raw(Shown shown, int column) {
        return switch (shown) {
            case Shown.OfNode of -> of.node().variable;
            case Shown.OfEdge of -> of.edge().variable();
            case Shown.Value value -> value(value);
            case Shown.Each each -> "u" + column;
            case Shown.Aggregate aggregate -> {
                String of = aggregate.of() == null ? "*" : raw(aggregate.of(), column);
                String call = "%s(%s%s)".formatted(aggregate.function(), aggregate.distinct() ? "DISTINCT " : "", of);
                yield aggregate.function().equals("collect") ? call + "[..%d]".formatted(MOST_COLLECTED) : call;
            }
        };
    }

    private String rendered(String column, Shown shown) {
        return switch (shown) {
            case Shown.OfNode of
            when of.terms().isEmpty() ->
                context.evidence() ? "cg.entity_full(%s)".formatted(column) : "cg.entity_ref(%s)".formatted(column);
            case Shown.OfNode of ->
                "CASE WHEN %s IS NOT NULL THEN [%s] END"
                        .formatted(
                                column,
                                of.terms().stream()
                                        .map(term -> value(new Shown.Value(column, true, term)))
                                        .collect(Collectors.joining(", ")));
            case Shown.OfEdge of -> "cg.relationship_view(%s)".formatted(column);
            case Shown.Aggregate aggregate
            when aggregate.function().equals("collect") && aggregate.of() instanceof Shown.OfNode ->
                "[one IN %s | cg.entity_ref(one)]".formatted(column);
            default -> column;
        };
    }

    /** What rows are ordered by: the columns asked for, then all that tells one row from another. */
    private List<Key> keys() {
        var keys = new ArrayList<Key>();
        for (Order order : pattern.order()) {
            String column = "c" + order.column();
            Shown shown = pattern.columns().get(order.column()).shown();
            keys.add(new Key(column + " IS NULL", false));
            if (shown instanceof Shown.OfNode) {
                keys.add(new Key("coalesce(%s.nameKey, '')".formatted(column), order.descending()));
            }
            keys.add(new Key(identity(column, shown), order.descending()));
        }
        if (!pattern.distinct() && !pattern.isGrouped()) {
            pattern.nodes().stream()
                    .filter(node -> node.named && node.presence != Presence.ABSENT)
                    .forEach(node -> keys.add(new Key("coalesce(%s.id, '')".formatted(node.variable), false)));
            pattern.edges().stream()
                    .filter(edge -> edge.name() != null)
                    .forEach(edge -> keys.add(
                            new Key("coalesce(%1$s.id, %1$s.formerId, '')".formatted(edge.variable()), false)));
        }
        for (int i = 0; i < pattern.columns().size(); i++) {
            Column column = pattern.columns().get(i);
            int index = i;
            if (!column.isAggregate()
                    && (pattern.distinct() || pattern.isGrouped() || column.shown() instanceof Shown.Each)
                    && pattern.order().stream().noneMatch(order -> order.column() == index)) {
                keys.add(new Key("c%d IS NULL".formatted(i), false));
                keys.add(new Key(identity("c" + i, column.shown()), false));
            }
        }
        // The one row of an aggregate over everything.
        return keys.isEmpty() ? List.of(new Key("0", false)) : keys;
    }

    private static String identity(String column, Shown shown) {
        return switch (shown) {
            case Shown.OfNode of -> "coalesce(%s.id, '')".formatted(column);
            case Shown.OfEdge of -> "coalesce(%1$s.id, %1$s.formerId, '')".formatted(column);
            case Shown.Each each -> "coalesce(%s, '')".formatted(column);
            case Shown.Aggregate aggregate ->
                aggregate.of() instanceof Shown.Value value
                                && Set.of("min", "max").contains(aggregate.function())
                        ? identity(column, value)
                        : "coalesce(%s, 0)".formatted(column);
            case Shown.Value value ->
                switch (value.term().form()) {
                    case LIST -> "reduce(all = '', item IN coalesce(%s, []) | all + item + '\\n')".formatted(column);
                    case MONEY ->
                        Stream.of("value", "min", "max", "currency")
                                .map(part -> "coalesce(toString(%s.%s), '')".formatted(column, part))
                                .collect(Collectors.joining(" + '/' + "));
                    case LOCATION -> "coalesce(toString(%s), '')".formatted(column);
                    // Texts of instants are longer or shorter by the digits of their seconds.
                    case INSTANT -> "coalesce(%1$s.epochSeconds * 1000000000 + %1$s.nanosecond, 0)".formatted(column);
                    default ->
                        "coalesce(%s, %s)".formatted(column, value.term().form().zero());
                };
        };
    }

    /** Greater than the keys of a row, in the order of rows. */
    private String beyond(List<Key> keys, List<?> after) {
        parameters.put("after", after);
        var alternatives = new ArrayList<String>();
        for (int i = 0; i < keys.size(); i++) {
            var parts = new ArrayList<String>();
            for (int before = 0; before < i; before++) {
                parts.add("k%d = $after[%d]".formatted(before, before));
            }
            parts.add("k%d %s $after[%d]".formatted(i, keys.get(i).descending() ? "<" : ">", i));
            alternatives.add("(" + String.join(" AND ", parts) + ")");
        }
        return "(" + String.join(" OR ", alternatives) + ")";
    }

    /** How many keys there are, which a cursor has to match. */
    int keyCount() {
        return keys().size();
    }

    /** Names of the nodes that leave most open, for whoever is to narrow the pattern. */
    static List<String> open(GraphPattern pattern) {
        return pattern.nodes().stream()
                .filter(node -> node.id == null && node.where.isEmpty())
                .map(node -> node.name)
                .toList();
    }

    /** The kinds that each node can have. */
    static Map<String, List<String>> kinds(GraphPattern pattern) {
        var kinds = new LinkedHashMap<String, List<String>>();
        pattern.nodes().stream()
                .filter(node -> node.named)
                .forEach(node -> kinds.put(
                        node.name,
                        Arrays.stream(Kind.values())
                                .filter(node.kinds::contains)
                                .map(Kind::wire)
                                .toList()));
        return kinds;
    }
}
