package dev.chipgraph.query;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.Expansion.Within;
import dev.chipgraph.query.Explored.Reach;
import dev.chipgraph.query.Neighbourhood.Omission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/** The shortest ways from one entity to another. */
@ApplicationScoped
public class Connections implements Warm {

    /** So many steps are tried at most, when the ways in what was read are sought. */
    private static final int MOST_STEPS = 500_000;

    private final Expansion expansion;

    Connections(Expansion expansion) {
        this.expansion = expansion;
    }

    /**
     * Which ways.
     *
     * @param maxHops greatest length
     * @param most how many
     * @param via ids of entities that each way goes through
     * @param within where steps may lead
     */
    public record Criteria(int maxHops, int most, Set<String> via, Within within) {}

    /**
     * Some of what there is.
     *
     * @param items what was found
     * @param expanded number of entities whose relationships were looked at
     * @param omitted relationships that were not followed
     * @param truncated why there may be more, or other ones; empty when there is not
     * @param <T> what the items are
     */
    public record Some<T>(List<T> items, int expanded, List<Omission> omitted, Set<Truncation> truncated) {}

    /** The shortest ways between two different entities, on which none is met twice; ways of one length by their ids. */
    public Some<Connection> between(Entity.Ref from, Entity.Ref to, Criteria criteria, Asked asked) {
        var explored = new Explored(expansion, criteria.within(), asked, List.of(from.id(), to.id()));
        var near = new Side(explored, from.id(), to.id());
        var far = new Side(explored, to.id(), from.id());
        var search = new Search(explored, from.id(), to.id(), criteria);
        // With as many levels read as a way is long, on both sides together, all ways of that length are known.
        for (int length = 1; length <= criteria.maxHops() && !search.isOver(); length++) {
            boolean all = near.isDone() || far.isDone();
            if (!explored.isStopped() && !all) {
                (near.isCheaperThan(far) ? near : far).step();
            }
            search.ways(length);
        }
        var truncated = explored.truncated();
        truncated.addAll(search.truncated);
        return new Some<>(
                Connection.tell(search.found, explored, expansion, asked),
                explored.expanded(),
                explored.omitted(),
                truncated);
    }

    /** What is read from one end. */
    private static final class Side {

        private final Explored explored;
        private final Set<String> reached;
        private Set<String> frontier;

        private Side(Explored explored, String start, String end) {
            this.explored = explored;
            // A way that comes to the other end ends there.
            reached = new HashSet<>(Set.of(start, end));
            frontier = Set.of(start);
        }

        private void step() {
            frontier = explored.step(frontier, reached);
        }

        /** Whether all that can be reached was read. */
        private boolean isDone() {
            return frontier.isEmpty() && explored.truncated().isEmpty();
        }

        private boolean isCheaperThan(Side other) {
            return !frontier.isEmpty() && (other.frontier.isEmpty() || cost() <= other.cost());
        }

        private long cost() {
            return frontier.stream().mapToLong(explored::degree).sum();
        }
    }

    /** Seeks ways in what was read, depth first, going only where the end is still near enough. */
    private static final class Search {

        private final Explored explored;
        private final String from;
        private final String to;
        private final Criteria criteria;
        private final List<List<String>> found = new ArrayList<>();
        private final Set<Truncation> truncated = EnumSet.noneOf(Truncation.class);
        private Reach toEnd;
        private List<Reach> toVia;
        private int steps;

        private Search(Explored explored, String from, String to, Criteria criteria) {
            this.explored = explored;
            this.from = from;
            this.to = to;
            this.criteria = criteria;
        }

        private boolean isOver() {
            return found.size() == criteria.most() || !truncated.isEmpty();
        }

        /** Adds the ways of a length. */
        private void ways(int length) {
            toEnd = explored.reach(to, length);
            toVia = criteria.via().stream()
                    .map(entity -> explored.reach(entity, length))
                    .toList();
            extend(new LinkedHashSet<>(List.of(from)), from, length);
        }

        private void extend(SequencedSet<String> way, String last, int left) {
            if (left == 0) {
                found.add(List.copyOf(way));
                return;
            }
            for (String next : explored.neighbours(last)) {
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

        /** Whether a way may come to its end, and through all entities that it is to go through, in so many hops. */
        private boolean canEnd(Set<String> way, String last, int left) {
            return toEnd.distance(last) <= left
                    && toVia.stream()
                            .allMatch(via -> way.contains(via.from()) || via.distance(last) + via.distance(to) <= left);
        }
    }

    @Override
    public void warm(String id, Slice slice, Asked asked) {
        var within = new Within(Set.of(), EnumSet.allOf(Kind.class), Set.of());
        var there = new Entity.Ref("vietnam", Kind.PLACE, "Vietnam", "VN");
        between(new Entity.Ref(id, Kind.PLACE, id, null), there, new Criteria(2, 1, Set.of(), within), asked);
    }
}
