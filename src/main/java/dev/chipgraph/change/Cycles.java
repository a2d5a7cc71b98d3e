package dev.chipgraph.change;

import dev.chipgraph.change.ChangeRejected.Reason;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds cycles of relationships of a type that must not have any, such as places that are part of each other. Only
 * current relationships count, whatever their dates of validity.
 */
public final class Cycles {

    private static final Statement LINKS_OF_ANY_TYPE = Statement.of("change/links");
    private static final Map<RelationshipType, Statement> LINKS = RelationshipType.ACYCLIC.stream()
            .collect(Collectors.toMap(Function.identity(), LINKS_OF_ANY_TYPE::forType));
    private static final int IDS_AT_ONCE = 5_000;

    /** Maximum number of entities that the words for a cycle name after the first. */
    private static final int NAMED = 20;

    private final RelationshipType type;
    private final BiFunction<Statement, Map<String, Object>, List<Row>> running;
    private final Function<String, Map<String, String>> maps;

    /** Ids to which relationships lead, separated by spaces, by the id that they start from. */
    private final Map<String, String> next;

    /** Ids at which relationships end. */
    private final Map<String, String> reached;

    /** A relationship of the type. */
    public interface Link {
        String id();

        /** Id of the entity at its start. */
        String from();

        /** Id of the entity at its end. */
        String to();
    }

    private record StoredLink(String id, String from, String to) implements Link {}

    /**
     * Prepares the search for cycles of one type.
     *
     * @param running runs statements
     * @param maps gives a new map for a name
     */
    public Cycles(
            RelationshipType type,
            BiFunction<Statement, Map<String, Object>, List<Row>> running,
            Function<String, Map<String, String>> maps) {
        this.type = type;
        this.running = running;
        this.maps = maps;
        next = maps.apply("next");
        reached = maps.apply("reached");
    }

    /**
     * Rejects a change after which the graph has a cycle.
     *
     * @param written relationships of any types that the transaction has written
     * @throws ChangeRejected when one of them is in a cycle
     */
    public static void refuse(Collection<Relationship> written, WriteTransaction transaction) {
        RelationshipType.ACYCLIC.forEach(type -> {
            var links = written.stream()
                    .filter(relationship -> relationship.type() == type)
                    .map(Cycles::link)
                    .toList();
            var ids = links.stream().map(StoredLink::id).collect(Collectors.toSet());
            new Cycles(type, transaction::run, name -> new HashMap<>()).find(links, ids::contains, (link, cycle) -> {
                throw new ChangeRejected(Reason.CYCLE, type.wire() + " " + message(cycle) + ".");
            });
        });
    }

    private static StoredLink link(Relationship relationship) {
        return new StoredLink(
                relationship.id(), relationship.from().id(), relationship.to().id());
    }

    /**
     * Finds the relationships that close a cycle with those before them and those in the graph.
     *
     * @param links relationships that are or will be in the graph, in their order; iterated several times
     * @param replaced whether the links replace the relationship with this id in the graph
     * @param found takes each relationship that closes a cycle, and the cycle in words: {@code a PART_OF b PART_OF a}
     */
    public <L extends Link> void find(Iterable<L> links, Predicate<String> replaced, BiConsumer<L, String> found) {
        readGraph(links, replaced);
        for (L link : links) {
            var way = reached.containsKey(link.from()) ? way(link.to(), link.from()) : List.<String>of();
            if (way.isEmpty()) {
                add(link);
            } else {
                found.accept(link, spelled(link.from(), way));
            }
        }
    }

    private String spelled(String first, List<String> way) {
        int omitted = Math.max(0, way.size() - NAMED);
        return Stream.of(
                        Stream.of(first),
                        way.stream().limit(way.size() - omitted - 1L),
                        Stream.of("...").limit(omitted),
                        way.stream().skip(way.size() - 1L))
                .flatMap(Function.identity())
                .collect(Collectors.joining(" " + type.wire() + " "));
    }

    /** What is wrong about a cycle. */
    public static String message(String cycle) {
        return "must not lead back to where it starts: " + cycle;
    }

    private void add(Link link) {
        next.merge(link.from(), link.to(), (some, more) -> some + " " + more);
        reached.put(link.to(), "");
    }

    /**
     * Reads the part of the graph through which a cycle can lead: what the links lead to, or what leads to them. Either
     * may be large, so the search goes on where it has come less far, until one of the two is complete.
     */
    private void readGraph(Iterable<? extends Link> links, Predicate<String> replaced) {
        var ahead = new Frontier(false);
        links.forEach(link -> ahead.visit(link.to()));
        ahead.advance(replaced);
        if (ahead.left.isEmpty()) {
            return;
        }
        var behind = new Frontier(true);
        links.forEach(link -> behind.visit(link.from()));
        while (!ahead.left.isEmpty() && !behind.left.isEmpty()) {
            (ahead.passed <= behind.passed ? ahead : behind).advance(replaced);
        }
    }

    /** How far the search has come in one direction. */
    private final class Frontier {

        private final boolean backwards;
        private final Map<String, String> visited;
        private Map<String, String> left;
        private Map<String, String> further;
        private long passed;

        Frontier(boolean backwards) {
            this.backwards = backwards;
            visited = maps.apply("visited " + backwards);
            left = maps.apply("left " + backwards);
            further = maps.apply("further " + backwards);
        }

        void visit(String id) {
            if (visited.putIfAbsent(id, "") == null) {
                left.put(id, "");
            }
        }

        /** Follows the relationships of the entities that it has come to. */
        void advance(Predicate<String> replaced) {
            var passing = left;
            left = further;
            further = passing;
            var ids = new ArrayList<String>();
            for (String id : passing.keySet()) {
                ids.add(id);
                if (ids.size() == IDS_AT_ONCE) {
                    follow(ids, replaced);
                    ids.clear();
                }
            }
            follow(ids, replaced);
            passed += passing.size();
            passing.clear();
        }

        private void follow(List<String> ids, Predicate<String> replaced) {
            running.apply(LINKS.get(type), Map.of("ids", List.copyOf(ids), "backwards", backwards))
                    .forEach(row -> {
                        var link = new StoredLink(row.text("id"), row.text("from"), row.text("to"));
                        if (!replaced.test(link.id())) {
                            add(link);
                            visit(backwards ? link.from() : link.to());
                        }
                    });
        }
    }

    /** The ids on a shortest way from one entity to another, both included; empty when there is none. */
    private List<String> way(String from, String to) {
        var cameFrom = new HashMap<String, String>();
        var left = new ArrayDeque<>(List.of(from));
        while (!left.isEmpty() && !cameFrom.containsKey(to)) {
            String id = left.remove();
            for (String further : next.getOrDefault(id, "").split(" ", -1)) {
                if (!further.isEmpty() && cameFrom.putIfAbsent(further, id) == null) {
                    left.add(further);
                }
            }
        }
        if (!cameFrom.containsKey(to)) {
            return List.of();
        }
        var way = new ArrayDeque<String>();
        for (String step = to; !step.equals(from); step = cameFrom.get(step)) {
            way.addFirst(step);
        }
        way.addFirst(from);
        return List.copyOf(way);
    }
}
