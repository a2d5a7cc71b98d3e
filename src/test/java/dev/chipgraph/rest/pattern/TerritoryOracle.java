package dev.chipgraph.rest.pattern;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.rest.pattern.GraphSnapshot.Entity;
import dev.chipgraph.rest.pattern.GraphSnapshot.Relationship;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What lies in a place that existed at all times, by the boundaries of a date. */
final class TerritoryOracle {

    private final GraphSnapshot graph;
    private final DateInterval asked;
    private final Set<String> places;

    TerritoryOracle(GraphSnapshot graph, String place, DateInterval asked) {
        this.graph = graph;
        this.asked = asked;
        places = new HashSet<>(Set.of(place));
        var waiting = new ArrayDeque<>(places);
        while (!waiting.isEmpty()) {
            String outer = waiting.poll();
            graph.relationshipsOf(outer).stream()
                    .filter(step -> step.to().equals(outer) && leadsInto(step))
                    .map(Relationship::from)
                    .filter(places::add)
                    .forEach(waiting::add);
        }
    }

    private boolean leadsInto(Relationship step) {
        return switch (step.type()) {
            case PART_OF -> counts(step);
            case SUCCEEDED_BY -> hasEnded(step.from());
            default -> false;
        };
    }

    /** Whether a relationship to a place holds on the date, or on the last day of a place that ended earlier. */
    private boolean counts(Relationship relationship) {
        var date = hasEnded(relationship.to())
                ? DateInterval.of(graph.entities
                        .get(relationship.to())
                        .json()
                        .get("validTo")
                        .asText())
                : asked;
        return date.overlap(relationship.json());
    }

    private boolean hasEnded(String place) {
        String end = graph.entities.get(place).json().path("validTo").asText();
        return !end.isEmpty() && DateInterval.of(end).last().isBefore(asked.first());
    }

    boolean contains(Entity entity) {
        return switch (entity.kind()) {
            case PLACE -> places.contains(entity.id());
            case INVESTMENT ->
                isLocated(entity.id())
                        || leading(entity.id(), List.of(RelationshipType.FUNDS))
                                .map(funds -> graph.entities.get(funds.to()))
                                .anyMatch(funded -> funded.kind() == Kind.FACILITY && isLocated(funded.id()));
            default -> isLocated(entity.id());
        };
    }

    private boolean isLocated(String id) {
        return leading(id, List.of(RelationshipType.LOCATED_IN, RelationshipType.PRESENT_IN))
                .anyMatch(located -> places.contains(located.to()) && counts(located));
    }

    private Stream<Relationship> leading(String from, List<RelationshipType> types) {
        return graph.relationshipsOf(from).stream()
                .filter(link -> link.from().equals(from) && types.contains(link.type()));
    }
}
