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
 * A graph as tools that draw and analyse graphs take it.
 *
 * @param nodes each entity once
 * @param edges each relationship once; both ends are among the nodes
 */
record GraphExport(List<Entity.Ref> nodes, List<Edge> edges) {

    static GraphExport of(GraphAnswer answer) {
        return new GraphExport(answer.nodes(), answer.edges());
    }

    /** All that paths go through, theirs or those of what is common. */
    static GraphExport of(GraphAnswer.Items<?> answer) {
        var nodes = new LinkedHashMap<String, Entity.Ref>();
        var edges = new LinkedHashMap<String, Edge>();
        answer.items().stream().flatMap(GraphExport::connections).forEach(connection -> {
            connection.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
            connection.hops().stream()
                    .flatMap(hop -> hop.relationships().stream())
                    .forEach(
                            (Relationship relationship) -> edges.putIfAbsent(relationship.id(), Edge.of(relationship)));
        });
        return new GraphExport(List.copyOf(nodes.values()), List.copyOf(edges.values()));
    }

    private static Stream<Connection> connections(Object item) {
        return switch (item) {
            case Connection connection -> Stream.of(connection);
            case CommonNeighbours.Shared shared -> shared.paths().stream();
            default -> throw new IllegalArgumentException(item.getClass() + " has no paths");
        };
    }
}
