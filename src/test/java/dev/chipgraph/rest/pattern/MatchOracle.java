package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.list;
import static dev.chipgraph.rest.pattern.PatternJson.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.rest.pattern.GraphSnapshot.Entity;
import dev.chipgraph.rest.pattern.GraphSnapshot.Relationship;
import dev.chipgraph.rest.pattern.ParsedPattern.Edge;
import dev.chipgraph.rest.pattern.ParsedPattern.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the matches of a pattern by trying every assignment. */
final class MatchOracle {

    private static final int MAX_STEPS = 300_000;

    private final GraphSnapshot graph;
    private final ParsedPattern pattern;
    private final Map<Node, Set<String>> candidates = new HashMap<>();
    private final Map<String, TerritoryOracle> territories = new HashMap<>();
    private int steps;

    MatchOracle(GraphSnapshot graph, ParsedPattern pattern) {
        this.graph = graph;
        this.pattern = pattern;
    }

    private Set<String> candidates(Node node) {
        return candidates.computeIfAbsent(
                node,
                any -> graph.entities.values().stream()
                        .filter(entity -> fits(node, entity))
                        .map(Entity::id)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private boolean fits(Node node, Entity entity) {
        return node.kinds().contains(entity.kind())
                && (node.ref() == null ? exists(entity) : node.ref().equals(entity.id()))
                && (node.within() == null || territory(node.within()).contains(entity))
                && node.where().properties().stream()
                        .allMatch(entry -> Form.of(entity.kind(), entry.getKey())
                                .map(form -> form == Form.NAME
                                        ? ConditionOracle.fits(
                                                form,
                                                ConditionOracle.folded(list(Stream.concat(
                                                        Stream.of(entity.json().get("name")),
                                                        stream(graph.value(entity, "names"))))),
                                                ConditionOracle.folded(entry.getValue()))
                                        : ConditionOracle.fits(
                                                form, graph.value(entity, entry.getKey()), entry.getValue()))
                                .orElse(false));
    }

    private TerritoryOracle territory(String place) {
        return territories.computeIfAbsent(place, any -> new TerritoryOracle(graph, place, pattern.at));
    }

    private boolean exists(Entity entity) {
        return entity.kind() != Kind.PLACE || pattern.at.overlap(entity.json());
    }

    /** Whether a relationship fits an edge, except for a date that is that of an entity. */
    private boolean fits(Edge edge, Relationship relationship) {
        boolean holds = edge.at() == null
                ? pattern.at.overlap(relationship.json())
                : pattern.dated(edge) || DateInterval.of(edge.at()).overlap(relationship.json());
        return holds
                && edge.types().contains(relationship.type())
                && edge.where().properties().stream().allMatch(entry -> {
                    JsonNode value = graph.value(relationship, entry.getKey());
                    return ConditionOracle.fits(
                            Form.of(relationship.type(), entry.getKey()).orElse(Form.TEXT), value, entry.getValue());
                });
    }

    /** The entities assigned to nodes and the relationships assigned to edges so far. */
    private final class Assignment {
        final Map<Node, String> entities = new HashMap<>();
        final Map<Edge, Relationship> relationships = new HashMap<>();

        boolean fitsDates() {
            return relationships.entrySet().stream().allMatch(entry -> {
                Edge edge = entry.getKey();
                if (!pattern.dated(edge)) {
                    return true;
                }
                Node node = pattern.nodes.get(edge.at().substring(0, edge.at().indexOf('.')));
                JsonNode date = graph.value(
                        graph.entities.get(entities.get(node)),
                        edge.at().substring(edge.at().indexOf('.') + 1));
                // An entity without the date sets no condition.
                return date.isNull()
                        || DateInterval.of(date.asText())
                                .overlap(entry.getValue().json());
            });
        }
    }

    /** Tries every assignment that fulfils the edges; stops, with true, when one is enough. */
    private boolean solve(List<Edge> rest, Assignment assignment, Set<String> used, Predicate<Assignment> enough) {
        if (rest.isEmpty()) {
            return assignment.fitsDates() && enough.test(assignment);
        }
        Optional<Edge> next = rest.stream()
                .filter(edge ->
                        assignment.entities.containsKey(edge.from()) || assignment.entities.containsKey(edge.to()))
                .findFirst();
        if (next.isEmpty()) {
            Node start = rest.stream()
                    .flatMap(edge -> Stream.of(edge.from(), edge.to()))
                    .min(Comparator.comparingInt(node -> candidates(node).size()))
                    .orElseThrow();
            return candidates(start).stream().anyMatch(id -> {
                assignment.entities.put(start, id);
                boolean done = solve(rest, assignment, used, enough);
                assignment.entities.remove(start);
                return done;
            });
        }
        Edge edge = next.get();
        var others = rest.stream().filter(other -> !other.equals(edge)).toList();
        boolean forward = assignment.entities.containsKey(edge.from());
        Node there = forward ? edge.to() : edge.from();
        String here = assignment.entities.get(forward ? edge.from() : edge.to());
        // An edge with hops is a path of its own.
        var usedHere = edge.isOne() ? used : new HashSet<String>();
        return walk(edge, forward, here, 0, assignment, usedHere, end -> {
            if (assignment.entities.containsKey(there)) {
                return assignment.entities.get(there).equals(end) && solve(others, assignment, used, enough);
            }
            if (!candidates(there).contains(end)) {
                return false;
            }
            assignment.entities.put(there, end);
            boolean done = solve(others, assignment, used, enough);
            assignment.entities.remove(there);
            return done;
        });
    }

    private boolean walk(
            Edge edge,
            boolean forward,
            String here,
            int done,
            Assignment assignment,
            Set<String> used,
            Predicate<String> enough) {
        if (++steps > MAX_STEPS) {
            throw new TooManySteps();
        }
        if (done >= edge.least() && enough.test(here)) {
            return true;
        }
        if (done == edge.most()) {
            return false;
        }
        for (Relationship relationship : graph.relationshipsOf(here)) {
            boolean along = relationship.from().equals(here)
                    && (edge.direction().equals("both") || edge.direction().equals("out") == forward);
            boolean against = relationship.to().equals(here)
                    && (edge.direction().equals("both") || edge.direction().equals("in") == forward);
            if ((along || against) && fits(edge, relationship) && used.add(relationship.id())) {
                if (edge.isOne()) {
                    assignment.relationships.put(edge, relationship);
                }
                boolean stop = walk(
                        edge,
                        forward,
                        along ? relationship.to() : relationship.from(),
                        done + 1,
                        assignment,
                        used,
                        enough);
                assignment.relationships.remove(edge);
                used.remove(relationship.id());
                if (stop) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The matches: ids of entities and relationships by their names in the pattern. */
    Set<Map<String, String>> matches() {
        Set<Map<String, String>> found = new LinkedHashSet<>();
        var requiredEdges = pattern.edges.stream().filter(Edge::isRequired).toList();
        if (requiredEdges.isEmpty()) {
            Node alone = pattern.required.iterator().next();
            candidates(alone).forEach(id -> found.add(Map.of(alone.name(), id)));
        } else {
            solve(requiredEdges, new Assignment(), new HashSet<>(), assignment -> {
                found.add(named(Map.of(), assignment));
                return false;
            });
        }
        found.removeIf(match -> absences().stream()
                .anyMatch(group -> solve(group, started(match), new HashSet<>(), assignment -> true)));
        Set<Map<String, String>> rows = found;
        for (Edge edge : pattern.edges) {
            if (edge.optional()) {
                rows = joined(rows, edge);
            }
        }
        return rows;
    }

    private Set<Map<String, String>> joined(Set<Map<String, String>> rows, Edge edge) {
        Set<Map<String, String>> joined = new LinkedHashSet<>();
        for (Map<String, String> row : rows) {
            var started = started(row);
            boolean possible = Stream.of(edge.from(), edge.to())
                    .noneMatch(node -> row.containsKey(node.name()) && row.get(node.name()) == null);
            var found = new ArrayList<Map<String, String>>();
            if (possible) {
                solve(List.of(edge), started, new HashSet<>(), assignment -> {
                    found.add(named(row, assignment));
                    return false;
                });
            }
            if (found.isEmpty()) {
                var without = new HashMap<>(row);
                Stream.of(edge.from(), edge.to())
                        .filter(Node::named)
                        .forEach(node -> without.putIfAbsent(node.name(), null));
                if (edge.as() != null) {
                    without.put(edge.as(), null);
                }
                found.add(without);
            }
            joined.addAll(found);
        }
        return joined;
    }

    private Assignment started(Map<String, String> row) {
        var started = new Assignment();
        row.forEach((name, id) -> {
            if (pattern.nodes.containsKey(name) && id != null) {
                started.entities.put(pattern.nodes.get(name), id);
            }
        });
        return started;
    }

    private Map<String, String> named(Map<String, String> before, Assignment assignment) {
        var named = new HashMap<>(before);
        assignment.entities.forEach((node, id) -> {
            if (node.named()) {
                named.put(node.name(), id);
            }
        });
        assignment.relationships.forEach((edge, relationship) -> {
            if (edge.as() != null) {
                named.put(edge.as(), relationship.id());
            }
        });
        return named;
    }

    private List<List<Edge>> absences() {
        var groups = new ArrayList<List<Edge>>();
        for (Edge edge : pattern.edges) {
            if (edge.absent()) {
                var together = groups.stream()
                        .filter(group -> group.stream()
                                .anyMatch(other -> Stream.of(edge.from(), edge.to())
                                        .anyMatch(node -> pattern.isOnlyAbsent(node) && other.touches(node))))
                        .toList();
                groups.removeAll(together);
                var group = new ArrayList<>(List.of(edge));
                together.forEach(group::addAll);
                groups.add(group);
            }
        }
        return groups;
    }
}
