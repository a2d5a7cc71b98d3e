package dev.chipgraph.query.traversal;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.Truncation;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.traversal.NeighbourQueries.TraversalFilter;
import dev.chipgraph.query.traversal.Neighbourhood.Omission;
import dev.chipgraph.query.traversal.TraversalState.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/** The shortest paths from one entity to another. */
@ApplicationScoped
public class ShortestPaths implements WarmUpTask {

    /** The maximum number of steps of the search within what was read. */
    private static final int MOST_STEPS = 500_000;

    private final NeighbourQueries expansion;

    ShortestPaths(NeighbourQueries expansion) {
        this.expansion = expansion;
    }

    /**
     * Which paths to return.
     *
     * @param maxHops maximum length
     * @param most maximum number of paths
     * @param via ids of entities that each path passes through
     * @param within which steps are allowed
     */
    public record Criteria(int maxHops, int most, Set<String> via, TraversalFilter within) {}

    /**
     * A list that may be incomplete.
     *
     * @param items the items that were found
     * @param expanded number of entities whose relationships were read
     * @param omitted relationships that were not followed
     * @param truncated why the list may be incomplete; empty when it is complete
     * @param <T> type of the items
     */
    public record PartialList<T>(List<T> items, int expanded, List<Omission> omitted, Set<Truncation> truncated) {}

    /** The shortest simple paths between two different entities; paths of the same length are ordered by ids. */
    public PartialList<Connection> between(Entity.Ref from, Entity.Ref to, Criteria criteria, QueryContext context) {
        var traversal = new TraversalState(expansion, criteria.within(), context, List.of(from.id(), to.id()));
        var near = new Side(traversal, from.id(), to.id());
        var far = new Side(traversal, to.id(), from.id());
        var search = new Search(traversal, from.id(), to.id(), criteria);
        // When both sides together have read as many levels as a path is long, all paths of that length are known.
        for (int length = 1; length <= criteria.maxHops() && !search.isOver(); length++) {
            boolean all = near.isDone() || far.isDone();
            if (!traversal.isStopped() && !all) {
                (near.isCheaperThan(far) ? near : far).step();
            }
            search.ways(length);
        }
        var truncated = traversal.truncated();
        truncated.addAll(search.truncated);
        return new PartialList<>(
                Connection.tell(search.found, traversal, expansion, context),
                traversal.expanded(),
                traversal.omitted(),
                truncated);
    }

    /** The search from one end. */
    private static final class Side {

        private final TraversalState traversal;
        private final Set<String> reached;
        private Set<String> frontier;

        private Side(TraversalState traversal, String start, String end) {
            this.traversal = traversal;
            // A path that reaches the other end stops there.
            reached = new HashSet<>(Set.of(start, end));
            frontier = Set.of(start);
        }

        private void step() {
            frontier = traversal.step(frontier, reached);
        }

        /** Whether everything that can be reached was read. */
        private boolean isDone() {
            return frontier.isEmpty() && traversal.truncated().isEmpty();
        }

        private boolean isCheaperThan(Side other) {
            return !frontier.isEmpty() && (other.frontier.isEmpty() || cost() <= other.cost());
        }

        private long cost() {
            return frontier.stream().mapToLong(traversal::degree).sum();
        }
    }

    /** Searches paths in what was read, depth first, and only where the end is still near enough. */
    private static final class Search {

        private final TraversalState traversal;
        private final String from;
        private final String to;
        private final Criteria criteria;
        private final List<List<String>> found = new ArrayList<>();
        private final Set<Truncation> truncated = EnumSet.noneOf(Truncation.class);
        private Reach toEnd;
        private List<Reach> toVia;
        private int steps;

        private Search(TraversalState traversal, String from, String to, Criteria criteria) {
            this.traversal = traversal;
            this.from = from;
            this.to = to;
            this.criteria = criteria;
        }

        private boolean isOver() {
            return found.size() == criteria.most() || !truncated.isEmpty();
        }

        /** Adds the paths of a length. */
        private void ways(int length) {
            toEnd = traversal.reach(to, length);
            toVia = criteria.via().stream()
                    .map(entity -> traversal.reach(entity, length))
                    .toList();
            extend(new LinkedHashSet<>(List.of(from)), from, length);
        }

        private void extend(SequencedSet<String> way, String last, int left) {
            if (left == 0) {
                found.add(List.copyOf(way));
                return;
            }
            for (String next : traversal.neighbours(last)) {
                if (isOver()) {
                    return;
                }
                if (++steps > MOST_STEPS) {
                    truncated.add(Truncation.STEPS);
                    return;
                }
                if (next.equals(to) == (left == 1) && way.add(next)) {
                    if (canEnd(way, next, left - 1)) {
                        extend(way, next, left - 1);
                    }
                    way.remove(next);
                }
            }
        }

        /** Whether a path can reach its end, through all entities that it must pass, within a number of hops. */
        private boolean canEnd(Set<String> way, String last, int left) {
            return toEnd.distance(last) <= left
                    && toVia.stream()
                            .allMatch(via -> way.contains(via.from()) || via.distance(last) + via.distance(to) <= left);
        }
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        var within = new TraversalFilter(Set.of(), EnumSet.allOf(Kind.class), Set.of());
        var there = new Entity.Ref("vietnam", Kind.PLACE, "Vietnam", "VN");
        between(new Entity.Ref(id, Kind.PLACE, id, null), there, new Criteria(2, 1, Set.of(), within), context);
    }
}
