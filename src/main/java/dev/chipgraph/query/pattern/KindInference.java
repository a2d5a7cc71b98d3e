package dev.chipgraph.query.pattern;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.pattern.GraphPattern.Presence;
import dev.chipgraph.query.question.Relationships.Direction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Infers from the edges of a pattern whether its nodes are required and which kinds they can have. */
final class KindInference {

    private static final int MAX_DESCRIBED_TYPES = 3;

    private final PatternDraft draft;

    KindInference(PatternDraft draft) {
        this.draft = draft;
    }

    /**
     * A node is required when it has a required edge or no edge at all, otherwise optional when it has an optional edge.
     * When no node is required by this, the first one is.
     */
    void assignPresences() {
        for (PatternDraft.Edge edge : draft.edges()) {
            for (PatternDraft.Node node : List.of(edge.from(), edge.to())) {
                if (edge.presence().compareTo(node.presence) < 0) {
                    node.presence = edge.presence();
                }
            }
        }
        var nodes = draft.nodes();
        nodes.stream()
                .filter(node -> node.named && draft.edges().stream().noneMatch(edge -> edge.touches(node)))
                .forEach(node -> node.presence = Presence.REQUIRED);
        if (nodes.stream().noneMatch(node -> node.presence == Presence.REQUIRED)) {
            nodes.iterator().next().presence = Presence.REQUIRED;
        }
    }

    /** Takes from each node the kinds that its edges exclude, until nothing changes; an edge that cannot match is a mistake. */
    void narrow() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (PatternDraft.Edge edge : draft.edges()) {
                var from = EnumSet.copyOf(edge.from().kinds);
                from.retainAll(reachable(edge, edge.to().kinds, true));
                var to = EnumSet.copyOf(edge.to().kinds);
                to.retainAll(reachable(edge, edge.from().kinds, false));
                if (from.isEmpty() || to.isEmpty()) {
                    edge.position().wrong(mismatch(edge));
                    return;
                }
                changed |= restricts(edge, edge.from()) && edge.from().kinds.retainAll(from);
                changed |= restricts(edge, edge.to()) && edge.to().kinds.retainAll(to);
            }
        }
    }

    /** Whether an edge restricts the kinds of a node. An optional or absent edge does not where the node exists without it. */
    private boolean restricts(PatternDraft.Edge edge, PatternDraft.Node node) {
        return switch (edge.presence()) {
            case REQUIRED -> true;
            case ABSENT -> node.presence == Presence.ABSENT;
            case OPTIONAL -> node.presence == Presence.OPTIONAL && isFirst(edge, node);
        };
    }

    private boolean isFirst(PatternDraft.Edge edge, PatternDraft.Node node) {
        return draft.edges().stream()
                .filter(other -> other.touches(node))
                .findFirst()
                .orElseThrow()
                .equals(edge);
    }

    private static String mismatch(PatternDraft.Edge edge) {
        return "cannot match anything: %s; here from is %s and to is %s"
                .formatted(
                        edge.types().stream()
                                .limit(MAX_DESCRIBED_TYPES)
                                .map(KindInference::described)
                                .collect(Collectors.joining("; ")),
                        Kind.described(edge.from().kinds),
                        Kind.described(edge.to().kinds));
    }

    private static String described(RelationshipType type) {
        return type.ends().stream()
                .map(ends -> "%s leads from %s to %s"
                        .formatted(type.wire(), Kind.described(ends.from()), Kind.described(ends.to())))
                .collect(Collectors.joining(", "));
    }

    /**
     * The kinds that one end of an edge can have, given those of the other.
     *
     * @param backwards whether the given kinds are those of {@code to}
     */
    private static Set<Kind> reachable(PatternDraft.Edge edge, Set<Kind> start, boolean backwards) {
        boolean forwardsAllowed = edge.direction() != (backwards ? Direction.OUT : Direction.IN);
        boolean backwardsAllowed = edge.direction() != (backwards ? Direction.IN : Direction.OUT);
        var reached = EnumSet.noneOf(Kind.class);
        Set<Kind> level = start;
        for (int hop = 0; hop <= edge.hops().max(); hop++) {
            if (hop >= edge.hops().min()) {
                reached.addAll(level);
            }
            var next = EnumSet.noneOf(Kind.class);
            for (RelationshipType type : edge.types()) {
                for (RelationshipType.Ends ends : type.ends()) {
                    if (forwardsAllowed && level.stream().anyMatch(ends.from()::contains)) {
                        next.addAll(ends.to());
                    }
                    if (backwardsAllowed && level.stream().anyMatch(ends.to()::contains)) {
                        next.addAll(ends.from());
                    }
                }
            }
            level = next;
        }
        return reached;
    }
}
