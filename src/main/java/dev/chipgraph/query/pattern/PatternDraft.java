package dev.chipgraph.query.pattern;

import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.pattern.GraphPattern.At;
import dev.chipgraph.query.pattern.GraphPattern.Presence;
import dev.chipgraph.query.question.Relationships.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The nodes and edges of a pattern while it is read: the kinds of nodes narrow down until all edges are known. */
final class PatternDraft {

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    /** A node that is not complete yet. */
    static final class Node {
        final JsonCursor position;
        final String name;
        final String variable;
        final boolean named;
        final Set<Kind> kinds = EnumSet.allOf(Kind.class);
        final List<PatternCondition> where = new ArrayList<>();
        boolean kindsStated;
        String id;
        Map<String, Map<String, Object>> within;
        Presence presence = Presence.ABSENT;

        private Node(JsonCursor position, String name, String variable, boolean named) {
            this.position = position;
            this.name = name;
            this.variable = variable;
            this.named = named;
        }

        private GraphPattern.Node build() {
            return new GraphPattern.Node(
                    name,
                    variable,
                    named,
                    EnumSet.copyOf(kinds),
                    kindsStated,
                    id,
                    within,
                    presence,
                    List.copyOf(where));
        }
    }

    /** An edge between nodes that are not complete yet. */
    record Edge(
            JsonCursor position,
            String name,
            String variable,
            Node from,
            Node to,
            Set<RelationshipType> types,
            Direction direction,
            Hops hops,
            Presence presence,
            List<PatternCondition> where,
            At at) {

        boolean touches(Node node) {
            return from == node || to == node;
        }

        private GraphPattern.Edge build(Map<Node, GraphPattern.Node> built) {
            return new GraphPattern.Edge(
                    name, variable, built.get(from), built.get(to), types, direction, hops, presence, where, at);
        }
    }

    Node addNode(JsonCursor position, String name, boolean named) {
        Node node = new Node(position, name, "n" + nodes.size(), named);
        nodes.put(name, node);
        return node;
    }

    void addEdge(Function<String, Edge> edgeOfVariable) {
        edges.add(edgeOfVariable.apply("r" + edges.size()));
    }

    Collection<Node> nodes() {
        return nodes.values();
    }

    /** The node of a name; null when there is none. */
    Node node(String name) {
        return nodes.get(name);
    }

    List<Edge> edges() {
        return edges;
    }

    boolean isName(String name) {
        return nodes.containsKey(name) || edges.stream().anyMatch(edge -> name.equals(edge.name()));
    }

    /** The names of nodes and edges, for messages. */
    String names() {
        return Stream.concat(
                        nodes.values().stream().filter(node -> node.named).map(node -> node.name),
                        edges.stream().map(Edge::name).filter(name -> name != null))
                .collect(Collectors.joining(", "));
    }

    /** The pattern without columns. */
    GraphPattern build() {
        var built = new LinkedHashMap<Node, GraphPattern.Node>();
        nodes.values().forEach(node -> built.put(node, node.build()));
        return new GraphPattern(
                List.copyOf(built.values()),
                edges.stream().map(edge -> edge.build(built)).toList(),
                List.of(),
                true,
                List.of());
    }
}
