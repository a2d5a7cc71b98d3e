package dev.chipgraph.query.traversal;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Texts;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.traversal.NeighbourQueries.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A path from one entity to another.
 *
 * @param length number of hops
 * @param sentence the path in words
 * @param nodes the entities on the path in order, each once
 * @param hops the relationships between each entity and the next
 */
@Schema(name = "Path", description = "A path from one entity to another.")
public record Connection(
        @Schema(description = "Number of hops.") int length,

        @Schema(description = "The path in words.") String sentence,

        @Schema(description = "The entities on the path in order, each once.")
        List<Entity.Ref> nodes,

        @Schema(description = "The relationships between each entity and the next.")
        List<Hop> hops) {

    /**
     * A hop of a path.
     *
     * @param from id of the entity that it leaves
     * @param to id of the entity that it reaches
     * @param relationships all relationships between the two, in either direction
     */
    @Schema(name = "PathHop", description = "The relationships between an entity and the next.")
    public record Hop(
            @Schema(description = "Id of the entity that the hop leaves.")
            String from,

            @Schema(description = "Id of the entity that the hop reaches.")
            String to,

            @Schema(description = "All relationships between the two, in either direction.")
            List<Relationship> relationships) {

        private Entity.Ref end(String id) {
            Relationship any = relationships.getFirst();
            return any.from().id().equals(id) ? any.from() : any.to();
        }

        private String clause(Texts texts) {
            return texts.join(
                    "clause.and", relationships.stream().map(texts::clause).distinct());
        }
    }

    /** The paths with the given entities, by id. */
    static List<Connection> tell(
            Collection<List<String>> ways, TraversalState traversal, NeighbourQueries expansion, QueryContext context) {
        var told = expansion.told(
                ways.stream()
                        .flatMap(way -> hops(way).flatMap(hop -> links(hop, traversal)))
                        .toList(),
                context);
        return ways.stream()
                .map(way -> connection(way, traversal, told, context))
                .toList();
    }

    private static Stream<List<String>> hops(List<String> way) {
        return IntStream.range(1, way.size()).mapToObj(i -> way.subList(i - 1, i + 1));
    }

    private static Stream<Step> links(List<String> hop, TraversalState traversal) {
        return traversal.between(hop.getFirst(), hop.getLast()).stream();
    }

    private static Connection connection(
            List<String> way, TraversalState traversal, Map<String, Relationship> told, QueryContext context) {
        var hops = hops(way)
                .map(hop -> new Hop(
                        hop.getFirst(),
                        hop.getLast(),
                        links(hop, traversal)
                                .map(link -> context.shown(told.get(link.key()), hop.getFirst()))
                                .toList()))
                .toList();
        var nodes = new ArrayList<Entity.Ref>();
        nodes.add(hops.getFirst().end(way.getFirst()));
        hops.forEach(hop -> nodes.add(hop.end(hop.to())));
        String sentence = context.languages()
                .write(texts ->
                        texts.sentence(texts.join("clause.then", hops.stream().map(hop -> hop.clause(texts)))));
        return new Connection(hops.size(), sentence, nodes, hops);
    }
}
