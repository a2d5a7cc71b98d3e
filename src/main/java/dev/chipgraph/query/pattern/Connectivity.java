package dev.chipgraph.query.pattern;

import dev.chipgraph.query.pattern.GraphPattern.Presence;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that a pattern is connected; parts that are not would be combined each with each. */
final class Connectivity {

    private final PatternDraft draft;

    private Connectivity(PatternDraft draft) {
        this.draft = draft;
    }

    /** Notes each node and edge that is not connected as it should be. */
    static void check(PatternDraft draft) {
        new Connectivity(draft).check();
    }

    private void check() {
        var reached = checkRequiredNodes();
        checkOptionalEdges(reached);
        checkDates();
        checkAbsentNodes(reached);
        checkAbsentEdges();
    }

    private Set<PatternDraft.Node> checkRequiredNodes() {
        var required = draft.nodes().stream()
                .filter(node -> node.presence == Presence.REQUIRED)
                .toList();
        var reached = new HashSet<PatternDraft.Node>();
        spread(required.getFirst(), reached, Presence.REQUIRED);
        required.stream()
                .filter(node -> !reached.contains(node))
                .findFirst()
                .ifPresent(apart ->
                        apart.position.wrong("is not connected to %s by edges that are neither optional nor absent"
                                .formatted(required.getFirst().name)));
        return reached;
    }

    private void checkOptionalEdges(Set<PatternDraft.Node> reached) {
        for (PatternDraft.Edge edge : draft.edges()) {
            if (edge.presence() == Presence.OPTIONAL) {
                if (!reached.contains(edge.from()) && !reached.contains(edge.to())) {
                    edge.position().wrong("is optional and not connected to anything that comes before it");
                }
                reached.add(edge.from());
                reached.add(edge.to());
            }
        }
    }

    private void checkDates() {
        draft.edges().stream()
                .filter(edge -> edge.at() != null && edge.at().variable() != null)
                .filter(edge -> draft.nodes().stream()
                        .anyMatch(node ->
                                node.variable.equals(edge.at().variable()) && node.presence != Presence.REQUIRED))
                .forEach(edge ->
                        edge.position().at("validAt").wrong("must name a node that is neither optional nor absent"));
    }

    private void checkAbsentNodes(Set<PatternDraft.Node> reached) {
        var all = new HashSet<>(reached);
        reached.forEach(node -> spread(node, all, Presence.ABSENT));
        draft.nodes().stream()
                .filter(node -> node.presence != Presence.REQUIRED && !all.contains(node))
                .findFirst()
                .ifPresent(apart -> apart.position.wrong("is not connected to the rest of the pattern"));
    }

    private void checkAbsentEdges() {
        draft.edges().stream()
                .filter(edge -> edge.presence() == Presence.ABSENT)
                .filter(edge -> edge.from().presence == Presence.OPTIONAL || edge.to().presence == Presence.OPTIONAL)
                .forEach(edge ->
                        edge.position().wrong("is absent and connected to an optional node, which may not exist"));
    }

    /** Adds the nodes that edges of one presence connect to a node. */
    private void spread(PatternDraft.Node start, Set<PatternDraft.Node> reached, Presence presence) {
        var waiting = new ArrayDeque<>(List.of(start));
        reached.add(start);
        while (!waiting.isEmpty()) {
            PatternDraft.Node node = waiting.poll();
            for (PatternDraft.Edge edge : draft.edges()) {
                if (edge.presence() == presence && edge.touches(node)) {
                    PatternDraft.Node other = edge.from() == node ? edge.to() : edge.from();
                    if (reached.add(other)) {
                        waiting.add(other);
                    }
                }
            }
        }
    }
}
