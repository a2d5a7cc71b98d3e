package dev.chipgraph.rest.format;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.query.traversal.CommonNeighbours;
import dev.chipgraph.query.traversal.Connection;
import dev.chipgraph.query.traversal.Neighbourhood.Edge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * A graph as visualisation and analysis tools import it.
 *
 * @param nodes each entity once
 * @param edges each relationship once, with both ends among the nodes
 */
record GraphExport(List<Entity.Ref> nodes, List<Edge> edges) {

    static GraphExport of(GraphAnswer answer) {
        return new GraphExport(answer.nodes(), answer.edges());
    }

    /** The union of all paths, including those to common neighbours. */
    static GraphExport of(GraphAnswer.Items<?> answer) {
        var nodes = new LinkedHashMap<String, Entity.Ref>();
        var edges = new LinkedHashMap<String, Edge>();
        answer.items().stream().flatMap(GraphExport::connections).forEach(path -> {
            path.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
            path.hops().stream()
                    .flatMap(hop -> hop.relationships().stream())
                    .forEach(
                            (Relationship relationship) -> edges.putIfAbsent(relationship.id(), Edge.of(relationship)));
        });
        return new GraphExport(List.copyOf(nodes.values()), List.copyOf(edges.values()));
    }

    /** The nodes, then the edges. */
    List<Object> items() {
        return Stream.<Object>concat(nodes.stream(), edges.stream()).toList();
    }

    private static Stream<Connection> connections(Object item) {
        return switch (item) {
            case Connection connection -> Stream.of(connection);
            case CommonNeighbours.Shared shared -> shared.paths().stream();
            default -> throw new IllegalArgumentException(item.getClass() + " has no paths");
        };
    }
}
