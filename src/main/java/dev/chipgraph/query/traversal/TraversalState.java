package dev.chipgraph.query.traversal;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.Truncation;
import dev.chipgraph.query.traversal.NeighbourQueries.Step;
import dev.chipgraph.query.traversal.NeighbourQueries.TraversalFilter;
import dev.chipgraph.query.traversal.Neighbourhood.Omission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The part of the graph that one traversal has read. A type of which an entity has very many relationships is not
 * followed from that entity; such relationships are found from the other end only.
 */
final class TraversalState {

    /** The maximum number of relationships of one type to follow from one entity. */
    private static final int MOST_OF_TYPE = 1_000;

    /** The maximum number of relationships to read. */
    private static final int MOST = 20_000;

    private static final int FAR = 1_000;

    private final NeighbourQueries expansion;
    private final TraversalFilter within;
    private final QueryContext context;
    private final Map<String, Map<String, NavigableSet<Step>>> links = new HashMap<>();
    private final Map<String, Long> degrees = new HashMap<>();
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Set<String> expanded = new HashSet<>();
    private final Map<String, Map<RelationshipType, Long>> omitted = new LinkedHashMap<>();
    private final Set<Truncation> stopped = EnumSet.noneOf(Truncation.class);
    private int read;

    /** Starts from entities whose relationships are not read yet. */
    TraversalState(
            NeighbourQueries expansion, TraversalFilter within, QueryContext context, Collection<String> entities) {
        this.expansion = expansion;
        this.within = within;
        this.context = context;
        expansion
                .degrees(entities, new TraversalFilter(Set.of(), Set.of(), Set.of()), context)
                .forEach((entity, ofEntity) -> degrees.put(
                        entity,
                        ofEntity.values().stream().mapToLong(Long::longValue).sum()));
    }

    /** Reads the relationships of entities. */
    void expand(Collection<String> entities) {
        var bySize = entities.stream()
                .filter(entity -> !expanded.contains(entity))
                .sorted()
                .collect(Collectors.partitioningBy(entity -> degree(entity) <= NeighbourQueries.FEW));
        for (List<String> portion : NeighbourQueries.portions(bySize.get(true), this::degree)) {
            if (stops()) {
                return;
            }
            add(portion, expansion.few(portion, within, context));
        }
        if (bySize.get(false).isEmpty() || stops()) {
            return;
        }
        var types = expansion.degrees(bySize.get(false), within, context);
        types.forEach((entity, ofEntity) -> {
            var tooMany = new EnumMap<RelationshipType, Long>(RelationshipType.class);
            ofEntity.forEach((type, count) -> {
                if (count > MOST_OF_TYPE) {
                    tooMany.put(type, count);
                }
            });
            ofEntity.keySet().removeAll(tooMany.keySet());
            if (!tooMany.isEmpty()) {
                omitted.put(entity, tooMany);
            }
        });
        for (List<String> portion : NeighbourQueries.portions(
                bySize.get(false),
                entity -> types.get(entity).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())) {
            if (stops()) {
                return;
            }
            var followed = portion.stream().collect(Collectors.toMap(entity -> entity, types::get));
            add(portion, expansion.many(followed, MOST_OF_TYPE, within, context));
        }
    }

    private boolean stops() {
        if (read >= MOST) {
            stopped.add(Truncation.RELATIONSHIPS);
        } else if (expansion.isLate()) {
            stopped.add(Truncation.TIME);
        }
        return isStopped();
    }

    private void add(List<String> portion, Map<String, List<Step>> found) {
        expanded.addAll(portion);
        found.values().forEach(ofEntity -> {
            read += ofEntity.size();
            ofEntity.forEach(link -> {
                degrees.put(link.far(), link.degree());
                kinds.put(link.far(), link.kind());
                join(link.near(), link.far(), link);
                join(link.far(), link.near(), link);
            });
        });
    }

    private void join(String one, String other, Step link) {
        links.computeIfAbsent(one, first -> new TreeMap<>())
                .computeIfAbsent(other, first -> new TreeSet<>())
                .add(link);
    }

    /** Whether reading has stopped early. */
    boolean isStopped() {
        return !stopped.isEmpty();
    }

    /** Number of entities whose relationships were read. */
    int expanded() {
        return expanded.size();
    }

    /** The relationships that were not followed. */
    List<Omission> omitted() {
        var list = new ArrayList<Omission>();
        omitted.forEach((entity, types) -> types.forEach((type, count) -> list.add(new Omission(entity, type, count))));
        return list;
    }

    boolean isComplete(String entity) {
        return expanded.contains(entity) && !omitted.containsKey(entity);
    }

    /** Notes that all relationships of an entity were found from the other end. */
    void complete(String entity) {
        omitted.remove(entity);
    }

    /** Why reading is incomplete. */
    Set<Truncation> truncated() {
        var truncated = EnumSet.copyOf(stopped);
        if (!omitted.isEmpty()) {
            truncated.add(Truncation.PER_TYPE);
        }
        return truncated;
    }

    /** Number of relationships of an entity that was reached. */
    long degree(String entity) {
        return degrees.getOrDefault(entity, 0L);
    }

    Kind kind(String entity) {
        return kinds.get(entity);
    }

    /** The ids of the entities that are related to an entity, in order. */
    Set<String> neighbours(String entity) {
        return links.getOrDefault(entity, Map.of()).keySet();
    }

    /** The relationships between two entities. */
    NavigableSet<Step> between(String one, String other) {
        return links.get(one).get(other);
    }

    /**
     * The entities that an entity reaches.
     *
     * @param from the entity
     * @param distances numbers of steps by reached entity
     * @param before the previous entity on a shortest path, by reached entity
     */
    record Reach(String from, Map<String, Integer> distances, Map<String, String> before) {

        /** Number of steps; greater than any path when the entity is not reached. */
        int distance(String to) {
            return distances.getOrDefault(to, FAR);
        }

        /** The entities on a shortest path to a reached entity. */
        List<String> way(String to) {
            var way = new ArrayList<String>();
            for (String entity = to; entity != null; entity = before.get(entity)) {
                way.addFirst(entity);
            }
            return way;
        }
    }

    /** The entities that an entity reaches within a number of steps. */
    Reach reach(String from, int most) {
        var distances = new LinkedHashMap<>(Map.of(from, 0));
        var before = new HashMap<String, String>();
        var queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty()) {
            String entity = queue.remove();
            int distance = distances.get(entity) + 1;
            if (distance > most) {
                break;
            }
            for (String next : neighbours(entity)) {
                if (distances.putIfAbsent(next, distance) == null) {
                    before.put(next, entity);
                    queue.add(next);
                }
            }
        }
        return new Reach(from, distances, before);
    }

    /** The entities that one more step reaches for the first time. */
    Set<String> step(Set<String> frontier, Set<String> reached) {
        expand(frontier);
        var next = new LinkedHashSet<String>();
        frontier.forEach(entity -> next.addAll(neighbours(entity)));
        next.removeAll(reached);
        reached.addAll(next);
        return next;
    }
}
