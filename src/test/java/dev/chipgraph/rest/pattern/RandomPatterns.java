package dev.chipgraph.rest.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.rest.pattern.GraphSnapshot.Entity;
import dev.chipgraph.rest.pattern.GraphSnapshot.Relationship;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes up patterns. Each grows along relationships from an entity of the graph, so that most of them have rows; some of
 * their conditions come from elsewhere. The same seed over the same graph gives the same pattern.
 */
final class RandomPatterns {

    final GraphSnapshot graph;
    final List<Entity> entities;
    final List<List<Relationship>> relationshipsByType;
    final List<String> dates;
    /** The places of all times that others are part of. */
    final List<Entity> places;

    RandomPatterns(GraphSnapshot graph) {
        this.graph = graph;
        entities = List.copyOf(graph.entities.values());
        relationshipsByType = Stream.of(RelationshipType.values())
                .map(type -> graph.relationships.values().stream()
                        .filter(link -> link.type() == type)
                        .toList())
                .filter(links -> !links.isEmpty())
                .toList();
        var found = new TreeSet<>(List.of("2025-06-30", "2025-07-01", "2024", "2023-09-22"));
        graph.relationships.values().stream()
                .flatMap(link ->
                        Stream.of("validFrom", "validTo").map(end -> link.json().path(end)))
                .filter(JsonNode::isTextual)
                .forEach(date -> found.add(date.asText()));
        dates = List.copyOf(found);
        places = graph.relationships.values().stream()
                .filter(link -> link.type() == RelationshipType.PART_OF)
                .map(link -> graph.entities.get(link.to()))
                .filter(place -> place.kind() == Kind.PLACE
                        && !place.json().has("validFrom")
                        && !place.json().has("validTo"))
                .distinct()
                .toList();
    }

    ObjectNode pattern(long seed) {
        return new RandomPattern(this, new Dice(seed)).make();
    }
}
