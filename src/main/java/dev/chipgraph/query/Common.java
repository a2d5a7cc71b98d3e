package dev.chipgraph.query;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.Connections.Some;
import dev.chipgraph.query.Expansion.Within;
import dev.chipgraph.query.Explored.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What several entities have in common. */
@ApplicationScoped
public class Common {

    private final Expansion expansion;

    Common(Expansion expansion) {
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
    public record Criteria(int maxHops, Set<Kind> kinds, int limit, Within within) {}

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
    public Some<Shared> of(List<String> entities, Criteria criteria, Asked asked) {
        int hops = criteria.maxHops();
        var explored = new Explored(expansion, criteria.within(), asked, entities);
        explore(Set.copyOf(entities), hops, explored);
        var complete = entities.stream().filter(explored::isComplete).toList();
        if (!complete.isEmpty() && complete.size() < entities.size()) {
            // One with too many relationships to follow is met coming back from what the others reach.
            explore(common(reaches(complete, hops, explored)), hops, explored);
            if (hops == 1) {
                entities.forEach(explored::complete);
            }
        }
        var reaches = reaches(entities, hops, explored);
        var shared = common(reaches).stream()
                .filter(entity -> !entities.contains(entity) && criteria.kinds().contains(explored.kind(entity)))
                .sorted(Comparator.<String>comparingInt(entity -> distance(entity, reaches))
                        .thenComparingLong(explored::degree)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        var truncated = explored.truncated();
        if (shared.size() > criteria.limit()) {
            truncated.add(Truncation.LIMIT);
        }
        return new Some<>(
                tell(shared.stream().limit(criteria.limit()).toList(), reaches, explored, asked),
                explored.expanded(),
                explored.omitted(),
                truncated);
    }

    private static void explore(Set<String> entities, int hops, Explored explored) {
        var reached = new HashSet<>(entities);
        Set<String> frontier = entities;
        for (int hop = 0; hop < hops; hop++) {
            frontier = explored.step(frontier, reached);
        }
    }

    private static List<Reach> reaches(List<String> entities, int hops, Explored explored) {
        return entities.stream().map(entity -> explored.reach(entity, hops)).toList();
    }

    private static Set<String> common(List<Reach> reaches) {
        var common = new HashSet<>(reaches.getFirst().distances().keySet());
        reaches.forEach(reach -> common.retainAll(reach.distances().keySet()));
        return common;
    }

    private static int distance(String entity, List<Reach> reaches) {
        return reaches.stream().mapToInt(reach -> reach.distance(entity)).sum();
    }

    private List<Shared> tell(List<String> shared, List<Reach> reaches, Explored explored, Asked asked) {
        var ways = shared.stream()
                .flatMap(entity -> reaches.stream().map(reach -> reach.way(entity)))
                .toList();
        var told = Connection.tell(ways, explored, expansion, asked);
        var items = new ArrayList<Shared>();
        for (int i = 0; i < shared.size(); i++) {
            var paths = told.subList(i * reaches.size(), (i + 1) * reaches.size());
            items.add(new Shared(
                    paths.getFirst().nodes().getLast(),
                    distance(shared.get(i), reaches),
                    explored.degree(shared.get(i)),
                    paths));
        }
        return items;
    }
}
