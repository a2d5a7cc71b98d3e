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
    private final BiFunction<Statement, Map<String, Object>, List<Row>> reader;
    private final Function<String, Map<String, String>> newMap;

    /** Ids to which relationships lead, separated by spaces, by the id that they start from. */
    private final Map<String, String> successors;

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
     * @param reader runs statements
     * @param newMap gives a new map for a name
     */
    public Cycles(
            RelationshipType type,
            BiFunction<Statement, Map<String, Object>, List<Row>> reader,
            Function<String, Map<String, String>> newMap) {
        this.type = type;
        this.reader = reader;
        this.newMap = newMap;
        successors = newMap.apply("successors");
        reached = newMap.apply("reached");
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
            var path = reached.containsKey(link.from()) ? path(link.to(), link.from()) : List.<String>of();
            if (path.isEmpty()) {
                add(link);
            } else {
                found.accept(link, inWords(link.from(), path));
            }
        }
    }

    private String inWords(String first, List<String> path) {
        int omitted = Math.max(0, path.size() - NAMED);
        return Stream.of(
                        Stream.of(first),
                        path.stream().limit(path.size() - omitted - 1L),
                        Stream.of("...").limit(omitted),
                        path.stream().skip(path.size() - 1L))
                .flatMap(Function.identity())
                .collect(Collectors.joining(" " + type.wire() + " "));
    }

    /** What is wrong about a cycle. */
    public static String message(String cycle) {
        return "must not lead back to where it starts: " + cycle;
    }

    private void add(Link link) {
        successors.merge(link.from(), link.to(), (some, more) -> some + " " + more);
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
        if (ahead.pending.isEmpty()) {
            return;
        }
        var behind = new Frontier(true);
        links.forEach(link -> behind.visit(link.from()));
        while (!ahead.pending.isEmpty() && !behind.pending.isEmpty()) {
            (ahead.followed <= behind.followed ? ahead : behind).advance(replaced);
        }
    }

    /** How far the search has come in one direction. */
    private final class Frontier {

        private final boolean backwards;
        private final Map<String, String> visited;
        private Map<String, String> pending;
        private Map<String, String> next;
        private long followed;

        Frontier(boolean backwards) {
            this.backwards = backwards;
            visited = newMap.apply("visited " + backwards);
            pending = newMap.apply("pending " + backwards);
            next = newMap.apply("next " + backwards);
        }

        void visit(String id) {
            if (visited.putIfAbsent(id, "") == null) {
                pending.put(id, "");
            }
        }

        /** Follows the relationships of the entities that it has come to. */
        void advance(Predicate<String> replaced) {
            var current = pending;
            pending = next;
            next = current;
            var ids = new ArrayList<String>();
            for (String id : current.keySet()) {
                ids.add(id);
                if (ids.size() == IDS_AT_ONCE) {
                    follow(ids, replaced);
                    ids.clear();
                }
            }
            follow(ids, replaced);
            followed += current.size();
            current.clear();
        }

        private void follow(List<String> ids, Predicate<String> replaced) {
            if (ids.isEmpty()) {
                return; // Most transactions write no relationship of the type.
            }
            reader.apply(LINKS.get(type), Map.of("ids", List.copyOf(ids), "backwards", backwards))
                    .forEach(row -> {
                        var link = new StoredLink(row.text("id"), row.text("from"), row.text("to"));
                        if (!replaced.test(link.id())) {
                            add(link);
                            visit(backwards ? link.from() : link.to());
                        }
                    });
        }
    }

    /** The ids on a shortest path from one entity to another, both included; empty when there is none. */
    private List<String> path(String from, String to) {
        var cameFrom = new HashMap<String, String>();
        var pending = new ArrayDeque<>(List.of(from));
        while (!pending.isEmpty() && !cameFrom.containsKey(to)) {
            String id = pending.remove();
            for (String successor : successors.getOrDefault(id, "").split(" ", -1)) {
                if (!successor.isEmpty() && cameFrom.putIfAbsent(successor, id) == null) {
                    pending.add(successor);
                }
            }
        }
        if (!cameFrom.containsKey(to)) {
            return List.of();
        }
        var path = new ArrayDeque<String>();
        for (String step = to; !step.equals(from); step = cameFrom.get(step)) {
            path.addFirst(step);
        }
        path.addFirst(from);
        return List.copyOf(path);
    }
}
