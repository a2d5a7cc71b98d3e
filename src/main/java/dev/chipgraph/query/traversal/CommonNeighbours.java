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

/** What several entities have in common. */
@ApplicationScoped
public class CommonNeighbours {

    private final NeighbourQueries expansion;

    CommonNeighbours(NeighbourQueries expansion) {
        this.expansion = expansion;
    }

    /**
     * What counts as common.
     *
     * @param maxHops greatest distance from each
     * @param kinds kinds of what is common
     * @param limit greatest number to return
     * @param within where steps may lead
     */
    public record Criteria(int maxHops, Set<Kind> kinds, int limit, TraversalFilter within) {}

    /**
     * An entity that several reach.
     *
     * @param entity the entity
     * @param distance sum of its distances from them
     * @param relationships number of all its relationships
     * @param paths a shortest way to it from each, in the order in which they were asked
     */
    @Schema(name = "CommonEntity", description = "An entity that all of those asked about reach.")
    public record Shared(
            @Schema(description = "The entity that they have in common.")
            Entity.Ref entity,

            @Schema(description = "Sum of its distances from those asked about.")
            int distance,

            @Schema(description = "Number of all relationships that it has; rare things say more.")
            long relationships,

            @Schema(description = "A shortest way to it from each of those asked about, in the order asked.")
            List<Connection> paths) {}

    /** What these entities have in common: the nearest first, then what has the fewest relationships. */
    public PartialList<Shared> of(List<String> entities, Criteria criteria, QueryContext context) {
        int hops = criteria.maxHops();
        var traversal = new TraversalState(expansion, criteria.within(), context, entities);
        explore(Set.copyOf(entities), hops, traversal);
        var complete = entities.stream().filter(traversal::isComplete).toList();
        if (!complete.isEmpty() && complete.size() < entities.size()) {
            // One with too many relationships to follow is met coming back from what the others reach.
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
