package dev.chipgraph.query.traversal;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.Validity;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.Truncation;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.traversal.NeighbourQueries.Step;
import dev.chipgraph.query.traversal.NeighbourQueries.TraversalFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The neighbourhood of an entity, breadth first. */
@ApplicationScoped
public class Neighbourhood implements WarmUpTask {

    /** The maximum number of relationships to return. */
    private static final int MOST = 5_000;

    private final NeighbourQueries expansion;

    Neighbourhood(NeighbourQueries expansion) {
        this.expansion = expansion;
    }

    /**
     * The extent of the neighbourhood.
     *
     * @param depth number of steps from the entity
     * @param perType maximum number of relationships of one type to follow from one entity
     * @param limit maximum number of entities
     * @param within which steps are allowed
     */
    public record Criteria(int depth, int perType, int limit, TraversalFilter within) {}

    /**
     * The neighbourhood of an entity.
     *
     * @param nodes the entity, then its neighbours in the order in which they were reached
     * @param edges relationships between them
     * @param expanded number of entities whose relationships were read
     * @param omitted their relationships that were left out
     * @param truncated why the neighbourhood is incomplete; empty when it is complete
     */
    public record Surroundings(
            List<Entity.Ref> nodes,
            List<Edge> edges,
            int expanded,
            List<Omission> omitted,
            Set<Truncation> truncated) {}

    /**
     * A relationship between two entities of the same answer.
     *
     * @param id its id
     * @param type its type
     * @param label its type in words, seen from its start
     * @param from id of the entity at its start
     * @param to id of the entity at its end
     * @param properties values by name of the properties of its type
     * @param validity when it held
     * @param recordedAt when it was recorded
     * @param supersededAt when it was replaced or withdrawn
     * @param evidence what supports it; absent unless requested
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(description = "A relationship between two entities of nodes. It has the properties of its type as well.")
    public record Edge(
            String id,
            RelationshipType type,

            @Schema(description = "Its type in words, seen from its start.")
            String label,

            @Schema(description = "Id of the entity at its start.")
            String from,

            @Schema(description = "Id of the entity at its end.")
            String to,

            @JsonIgnore Map<String, Object> properties,
            @JsonUnwrapped Validity validity,
            Instant recordedAt,
            @Nullable Instant supersededAt,
            List<Evidence> evidence) {

        /** A relationship with its ends by id. */
        public static Edge of(Relationship relationship) {
            return new Edge(
                    relationship.id(),
                    relationship.type(),
                    relationship.label(),
                    relationship.from().id(),
                    relationship.to().id(),
                    relationship.properties(),
                    relationship.validity(),
                    relationship.recordedAt(),
                    relationship.supersededAt(),
                    relationship.evidence());
        }

        @JsonAnyGetter
        public Map<String, Object> own() {
            return properties;
        }
    }

    /**
     * Relationships of an entity that were left out.
     *
     * @param entity id of the entity
     * @param type their type
     * @param count how many
     */
    @Schema(description = "Relationships of an entity that were left out.")
    public record Omission(
            @Schema(description = "Id of the entity.") String entity,

            @Schema(description = "Their type.") RelationshipType type,

            @Schema(description = "How many.") long count) {}

    /** The neighbourhood of an entity. */
    public Surroundings of(Entity.Ref start, Criteria criteria, QueryContext context) {
        var walk = new Walk(criteria, context);
        walk.from(start);
        var told = expansion.told(walk.edges.values(), context);
        var refs = new HashMap<>(Map.of(start.id(), start));
        var edges = new ArrayList<Edge>();
        for (Step link : walk.edges.values()) {
            Relationship relationship = told.get(link.key());
            refs.put(relationship.from().id(), relationship.from());
            refs.put(relationship.to().id(), relationship.to());
            edges.add(Edge.of(relationship));
        }
        var omitted = walk.omitted();
        var truncated = EnumSet.noneOf(Truncation.class);
        if (walk.stopped != null) {
            truncated.add(walk.stopped);
        }
        if (walk.capped && !omitted.isEmpty()) {
            truncated.add(Truncation.PER_TYPE);
        }
        return new Surroundings(
                walk.nodes.keySet().stream().map(refs::get).toList(), edges, walk.totals.size(), omitted, truncated);
    }

    /** One walk through the neighbourhood. */
    private final class Walk {

        private final Criteria criteria;
        private final QueryContext context;

        /** The entities of the answer with their numbers of relationships. */
        private final Map<String, Long> nodes = new LinkedHashMap<>();

        private final Map<String, Step> edges = new LinkedHashMap<>();

        /** Numbers of relationships of each expanded entity. */
        private final Map<String, Map<RelationshipType, Long>> totals = new LinkedHashMap<>();

        /** Why the walk ended early; null when it did not. */
        private Truncation stopped;

        private boolean capped;

        private Walk(Criteria criteria, QueryContext context) {
            this.criteria = criteria;
            this.context = context;
        }

        private void from(Entity.Ref start) {
            nodes.put(start.id(), 0L);
            expansion
                    .degrees(nodes.keySet(), new TraversalFilter(Set.of(), Set.of(), Set.of()), context)
                    .values()
                    .forEach(degrees -> nodes.put(
                            start.id(),
                            degrees.values().stream().mapToLong(Long::longValue).sum()));
            List<String> frontier = List.of(start.id());
            for (int step = 0; step < criteria.depth() && !frontier.isEmpty() && stopped == null; step++) {
                int known = nodes.size();
                for (List<String> portion : NeighbourQueries.portions(frontier, nodes::get)) {
                    if (stopped == null && expansion.isLate()) {
                        stopped = Truncation.TIME;
                    }
                    if (stopped == null) {
                        expand(portion);
                    }
                }
                frontier = nodes.keySet().stream().skip(known).toList();
            }
        }

        private void expand(List<String> portion) {
            var bySize =
                    portion.stream().collect(Collectors.partitioningBy(id -> nodes.get(id) <= NeighbourQueries.FEW));
            var links = new HashMap<>(expansion.few(bySize.get(true), criteria.within(), context));
            var many = expansion.many(
                    expansion.degrees(bySize.get(false), criteria.within(), context),
                    criteria.perType() + 1,
                    criteria.within(),
                    context);
            links.putAll(many);
            var counts = expansion.counts(
                    many.entrySet().stream()
                            .filter(entity -> byType(entity.getValue()).values().stream()
                                    .anyMatch(same -> same.size() > criteria.perType()))
                            .map(Map.Entry::getKey)
                            .toList(),
                    criteria.within(),
                    context);
            for (String entity : portion) {
                // An entity is expanded as a whole, so that its omitted relationships can be counted.
                if (stopped != null) {
                    return;
                }
                var total = new EnumMap<RelationshipType, Long>(RelationshipType.class);
                byType(links.getOrDefault(entity, List.of())).forEach((type, same) -> {
                    total.put(type, (long) same.size());
                    capped |= same.size() > criteria.perType();
                    same.stream().limit(criteria.perType()).forEach(this::add);
                });
                total.putAll(counts.getOrDefault(entity, Map.of()));
                totals.put(entity, total);
            }
        }

        private static Map<RelationshipType, List<Step>> byType(List<Step> links) {
            return links.stream()
                    .collect(groupingBy(Step::type, () -> new EnumMap<>(RelationshipType.class), Collectors.toList()));
        }

        private void add(Step link) {
            if (edges.containsKey(link.id())) {
                return;
            }
            if (edges.size() == MOST) {
                stopped = Truncation.RELATIONSHIPS;
            } else if (nodes.size() == criteria.limit() && !nodes.containsKey(link.far())) {
                stopped = Truncation.LIMIT;
            } else {
                edges.put(link.id(), link);
                nodes.putIfAbsent(link.far(), link.degree());
            }
        }

        /** The relationships of the expanded entities that are not in the answer. */
        private List<Omission> omitted() {
            edges.values()
                    .forEach(link -> Stream.of(link.near(), link.far())
                            .distinct()
                            .filter(totals::containsKey)
                            .forEach(end -> totals.get(end).merge(link.type(), -1L, Long::sum)));
            var omitted = new ArrayList<Omission>();
            totals.forEach((entity, types) -> types.forEach((type, count) -> {
                if (count > 0) {
                    omitted.add(new Omission(entity, type, count));
                }
            }));
            return omitted;
        }
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        var within = new TraversalFilter(Set.of(), EnumSet.allOf(Kind.class), Set.of());
        of(new Entity.Ref(id, Kind.PLACE, id, null), new Criteria(1, 1, 1, within), context);
    }
}
