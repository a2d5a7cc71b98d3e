package dev.chipgraph.query.pattern;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.pattern.GraphPattern.At;
import dev.chipgraph.query.pattern.GraphPattern.Edge;
import dev.chipgraph.query.pattern.GraphPattern.Node;
import dev.chipgraph.query.pattern.GraphPattern.Presence;
import dev.chipgraph.query.pattern.GraphPattern.Shown;
import dev.chipgraph.query.question.Relationships.Direction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the MATCH clauses of a pattern and their predicates. */
final class MatchClauses {

    private final GraphPattern pattern;
    private final QueryContext context;
    private final PatternParameters parameters;
    private final PatternExpressions expressions;
    /** The nodes that an earlier part of the statement matched. */
    private final Set<Node> bound = new LinkedHashSet<>();

    MatchClauses(
            GraphPattern pattern, QueryContext context, PatternParameters parameters, PatternExpressions expressions) {
        this.pattern = pattern;
        this.context = context;
        this.parameters = parameters;
        this.expressions = expressions;
    }

    /** Matches the required edges, or the single node of a pattern without any, and excludes the absent edges. */
    String required() {
        var edges = pattern.edges(Presence.REQUIRED);
        String match = edges.isEmpty() ? "MATCH " + node(firstRequiredNode(), bound) : match(edges, bound);
        var predicates = new ArrayList<>(predicates(edges, bound));
        predicates.addAll(absences());
        return "%s\nWHERE %s".formatted(match, String.join("\n  AND ", predicates));
    }

    private Node firstRequiredNode() {
        return pattern.nodes().stream()
                .filter(node -> node.presence() == Presence.REQUIRED)
                .findFirst()
                .orElseThrow();
    }

    String optional(Edge edge) {
        var before = new HashSet<>(bound);
        String match = match(List.of(edge), bound);
        var added = new LinkedHashSet<>(bound);
        added.removeAll(before);
        return "OPTIONAL %s\nWHERE %s".formatted(match, String.join("\n  AND ", predicates(List.of(edge), added)));
    }

    /** The variables of the named nodes that were matched. */
    List<String> boundVariables() {
        return bound.stream().filter(Node::named).map(Node::variable).toList();
    }

    /**
     * Matches edges. In one clause no relationship occurs twice, so those of one hop share a clause. Each edge with hops has
     * its own: a path may use the relationships of another. The database plans the clauses as one.
     */
    private String match(List<Edge> edges, Set<Node> bound) {
        var clauses = new ArrayList<String>();
        String ofOneHop = edges.stream()
                .filter(edge -> edge.hops().isOne())
                .map(edge -> path(edge, bound))
                .collect(Collectors.joining(",\n  "));
        if (!ofOneHop.isEmpty()) {
            clauses.add("MATCH " + ofOneHop);
        }
        edges.stream().filter(edge -> !edge.hops().isOne()).forEach(edge -> clauses.add("MATCH " + path(edge, bound)));
        return String.join("\n", clauses);
    }

    private String path(Edge edge, Set<Node> bound) {
        String types = edge.types().size() == RelationshipType.values().length
                ? ""
                : edge.types().stream().map(RelationshipType::wire).collect(Collectors.joining("|", ":", ""));
        String left = edge.direction() == Direction.IN ? "<-[" : "-[";
        String right = edge.direction() == Direction.OUT ? "]->" : "]-";
        String from = node(edge.from(), bound);
        String to = node(edge.to(), bound);
        if (edge.hops().isOne()) {
            return from + left + edge.variable() + types + right + to;
        }
        String conditions = String.join(" AND ", conditions(edge));
        return "%s (()%s%s%s WHERE %s%s()){%d,%d} %s"
                .formatted(
                        from,
                        left,
                        edge.variable(),
                        types,
                        conditions,
                        right,
                        edge.hops().min(),
                        edge.hops().max(),
                        to);
    }

    private String node(Node node, Set<Node> bound) {
        if (!bound.add(node)) {
            return "(" + node.variable() + ")";
        }
        return "(%s%s%s)"
                .formatted(
                        node.variable(),
                        label(node),
                        node.id() == null ? "" : " {id: " + parameters.add(node.id()) + "}");
    }

    private static String label(Node node) {
        if (node.kinds().size() == 1) {
            return ":Entity:" + node.kinds().iterator().next().label();
        }
        return node.kinds().equals(Kind.organizations()) ? ":Entity:Organization" : ":Entity";
    }

    /**
     * The predicates of edges and of the nodes that they add.
     *
     * @param added the nodes that no earlier part of the statement matched
     */
    private List<String> predicates(List<Edge> edges, Set<Node> added) {
        var predicates = new ArrayList<String>();
        added.forEach(node -> predicates.addAll(predicates(node)));
        edges.stream().filter(edge -> edge.hops().isOne()).forEach(edge -> predicates.addAll(conditions(edge)));
        return predicates.isEmpty() ? List.of("true") : predicates;
    }

    private List<String> predicates(Node node) {
        String variable = node.variable();
        var predicates = new ArrayList<String>();
        predicates.add("cg.known(%s)".formatted(variable));
        if (node.id() == null && node.kinds().contains(Kind.PLACE)) {
            predicates.add(context.predicate(
                    variable,
                    "coalesce(%1$s.validFrom <= $at.last, true) AND coalesce(%1$s.validTo + '~' >= $at.first, true)"
                            .formatted(variable)));
        }
        if (node.kindsStated() && node.kinds().size() > 1 && !node.kinds().equals(Kind.organizations())) {
            var kinds = node.kinds().stream().map(Kind::wire).toList();
            predicates.add("%s.kind IN %s".formatted(variable, parameters.add(kinds)));
        }
        node.where()
                .forEach(condition ->
                        predicates.add(context.predicate(variable, expressions.condition(condition, variable))));
        if (node.within() != null) {
            predicates.add(within(node, parameters.add(node.within())));
        }
        return predicates;
    }

    /**
     * Whether a node lies in a territory: a place is one of its areas, an investment may also lie where a facility does that
     * it funds. Comparing with an area that the territory does not have gives null.
     */
    private static String within(Node node, String areas) {
        String area = "%s[%s.id]".formatted(areas, node.variable());
        if (node.kinds().equals(Set.of(Kind.PLACE))) {
            return area + " IS NOT NULL";
        }
        String located = """
                EXISTS {
                    MATCH (%1$s)%2$s-[located:LOCATED_IN|PRESENT_IN]->(site:Place)
                    WHERE cg.known(located) AND coalesce(located.validFrom, '') <= %3$s[site.id].last
                      AND coalesce(located.validTo, '') + '~' >= %3$s[site.id].first
                  }""".formatted(
                        node.variable(),
                        node.kinds().contains(Kind.INVESTMENT)
                                ? " (()-[funds:FUNDS WHERE cg.known(funds)]->(:Facility)){0,1} ()"
                                : "",
                        areas);
        return node.kinds().contains(Kind.PLACE)
                ? "CASE WHEN %s:Place THEN %s IS NOT NULL ELSE %s END".formatted(node.variable(), area, located)
                : located;
    }

    private List<String> conditions(Edge edge) {
        var conditions = new ArrayList<String>();
        String r = edge.variable();
        At at = edge.at();
        conditions.add((at == null ? "cg.holds(%s)" : "cg.known(%s)").formatted(r));
        if (at != null && at.date() != null) {
            conditions.add("coalesce(%1$s.validFrom <= %2$s, true)"
                    .formatted(r, parameters.add(at.date().lastDay().toString())));
            conditions.add("coalesce(%1$s.validTo + '~' >= %2$s, true)"
                    .formatted(r, parameters.add(at.date().firstDay().toString())));
        } else if (at != null && at.variable() != null) {
            String date = expressions.value(new Shown.Value(at.variable(), true, at.term()));
            conditions.add("coalesce(%1$s.validFrom <= %2$s + '~', true)".formatted(r, date));
            conditions.add("coalesce(%1$s.validTo + '~' >= %2$s, true)".formatted(r, date));
        }
        edge.where().forEach(condition -> conditions.add(expressions.condition(condition, r)));
        return conditions;
    }

    /** Absent edges that share a node exclude a match only together: there is no such site in such a place. */
    private List<String> absences() {
        var rest = new ArrayList<>(pattern.edges(Presence.ABSENT));
        var absences = new ArrayList<String>();
        while (!rest.isEmpty()) {
            var group = takeGroup(rest);
            var inside = new LinkedHashSet<Node>();
            pattern.nodes().stream()
                    .filter(node -> node.presence() != Presence.ABSENT)
                    .forEach(inside::add);
            var outside = new HashSet<>(inside);
            String match = match(group, inside);
            inside.removeAll(outside);
            absences.add("NOT EXISTS {\n    %s\n    WHERE %s\n  }"
                    .formatted(match, String.join(" AND ", predicates(group, inside))));
        }
        return absences;
    }

    /** Takes the first edge, and all that are connected to it by absent nodes. */
    private static List<Edge> takeGroup(List<Edge> rest) {
        var group = new ArrayList<Edge>();
        group.add(rest.removeFirst());
        boolean grew = true;
        while (grew) {
            var connected = rest.stream()
                    .filter(edge -> group.stream().anyMatch(other -> shareAbsentNode(edge, other)))
                    .toList();
            group.addAll(connected);
            rest.removeAll(connected);
            grew = !connected.isEmpty();
        }
        return group;
    }

    private static boolean shareAbsentNode(Edge one, Edge other) {
        return Stream.of(one.from(), one.to())
                .filter(node -> node.presence() == Presence.ABSENT)
                .anyMatch(node -> node.equals(other.from()) || node.equals(other.to()));
    }
}
