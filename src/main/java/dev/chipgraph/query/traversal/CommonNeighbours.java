package dev.chipgraph.query.traversal;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.Truncation;
import dev.chipgraph.query.traversal.NeighbourQueries.TraversalFilter;
import dev.chipgraph.query.traversal.ShortestPaths.PartialList;
import dev.chipgraph.query.traversal.TraversalState.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The common neighbours of several entities. */
@ApplicationScoped
public class CommonNeighbours {

    private final NeighbourQueries expansion;

    CommonNeighbours(NeighbourQueries expansion) {
        this.expansion = expansion;
    }

    /**
     * Which neighbours count.
     *
     * @param maxHops maximum distance from each entity
     * @param kinds kinds of neighbours
     * @param limit maximum number to return
     * @param within which steps are allowed
     */
    public record Criteria(int maxHops, Set<Kind> kinds, int limit, TraversalFilter within) {}

    /**
     * An entity that all given entities reach.
     *
     * @param entity the entity
     * @param distance sum of its distances from the given entities
     * @param relationships number of all its relationships
     * @param paths a shortest path to it from each of the given entities, in their order
     */
    @Schema(name = "CommonEntity", description = "An entity that all given entities reach.")
    public record Shared(
            @Schema(description = "The common neighbour.") Entity.Ref entity,

            @Schema(description = "Sum of its distances from the given entities.")
            int distance,

            @Schema(
                    description =
                            "Number of all its relationships. A neighbour with few relationships is more telling.")
            long relationships,

            @Schema(description = "A shortest path to it from each of the given entities, in their order.")
            List<Connection> paths) {}

    /** The common neighbours of entities: the nearest first, then those with the fewest relationships. */
    public PartialList<Shared> of(List<String> entities, Criteria criteria, QueryContext context) {
        int hops = criteria.maxHops();
        var traversal = new TraversalState(expansion, criteria.within(), context, entities);
        explore(Set.copyOf(entities), hops, traversal);
        var complete = entities.stream().filter(traversal::isComplete).toList();
        if (!complete.isEmpty() && complete.size() < entities.size()) {
            // An entity with too many relationships to follow is found from the entities that the others reach.
            explore(common(reaches(complete, hops, traversal)), hops, traversal);
            if (hops == 1) {
                entities.forEach(traversal::complete);
            }
        }
        var reaches = reaches(entities, hops, traversal);
        var shared = common(reaches).stream()
                .filter(entity -> !entities.contains(entity) && criteria.kinds().contains(traversal.kind(entity)))
                .sorted(Comparator.<String>comparingInt(entity -> distance(entity, reaches))
                        .thenComparingLong(traversal::degree)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        var truncated = traversal.truncated();
        if (shared.size() > criteria.limit()) {
            truncated.add(Truncation.LIMIT);
        }
        return new PartialList<>(
                tell(shared.stream().limit(criteria.limit()).toList(), reaches, traversal, context),
                traversal.expanded(),
                traversal.omitted(),
                truncated);
    }

    private static void explore(Set<String> entities, int hops, TraversalState traversal) {
        var reached = new HashSet<>(entities);
        Set<String> frontier = entities;
        for (int hop = 0; hop < hops; hop++) {
            frontier = traversal.step(frontier, reached);
        }
    }

    private static List<Reach> reaches(List<String> entities, int hops, TraversalState traversal) {
        return entities.stream().map(entity -> traversal.reach(entity, hops)).toList();
    }

    private static Set<String> common(List<Reach> reaches) {
        var common = new HashSet<>(reaches.getFirst().distances().keySet());
        reaches.forEach(reach -> common.retainAll(reach.distances().keySet()));
        return common;
    }

    private static int distance(String entity, List<Reach> reaches) {
        return reaches.stream().mapToInt(reach -> reach.distance(entity)).sum();
    }

    private List<Shared> tell(
            List<String> shared, List<Reach> reaches, TraversalState traversal, QueryContext context) {
        var ways = shared.stream()
                .flatMap(entity -> reaches.stream().map(reach -> reach.way(entity)))
                .toList();
        var told = Connection.tell(ways, traversal, expansion, context);
        var items = new ArrayList<Shared>();
        for (int i = 0; i < shared.size(); i++) {
            var paths = told.subList(i * reaches.size(), (i + 1) * reaches.size());
            items.add(new Shared(
                    paths.getFirst().nodes().getLast(),
                    distance(shared.get(i), reaches),
                    traversal.degree(shared.get(i)),
                    paths));
        }
        return items;
    }
}
