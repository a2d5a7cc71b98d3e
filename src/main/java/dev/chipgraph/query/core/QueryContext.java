package dev.chipgraph.query.core;

import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.ValidAt;
import java.util.Map;

/**
 * The parameters that all queries have in common.
 *
 * @param at when facts must be valid
 * @param known when the graph must have known them
 * @param evidence whether to return the evidence
 * @param languages preferred languages of names
 */
public record QueryContext(ValidAt at, KnownAt known, boolean evidence, Languages languages) {

    /** A copy that returns the evidence. */
    public QueryContext withEvidence() {
        return new QueryContext(at, known, true, languages);
    }

    /** A copy that shows main names, whichever languages the client prefers. */
    public QueryContext withMainNames() {
        return new QueryContext(at, known, evidence, Languages.accepting(null));
    }

    /**
     * Cypher of a predicate about the state of an entity at the known instant. For the present the predicate stays as it is,
     * so that it can use an index.
     */
    public String predicate(String node, String predicate) {
        return known.isPast() ? "any(%1$s IN [cg.state(%1$s)] WHERE %2$s)".formatted(node, predicate) : predicate;
    }

    /** Cypher of a value of the state of an entity at the known instant. */
    public String value(String node, String expression) {
        return known.isPast() ? "head([%1$s IN [cg.state(%1$s)] | %2$s])".formatted(node, expression) : expression;
    }

    /** Both times as the parameter {@code $at} of statements. */
    public Map<String, Object> time() {
        return time(at);
    }

    /** Like {@link #time()}, for another date. */
    public Map<String, Object> time(ValidAt date) {
        return Map.of("first", date.first(), "last", date.last(), "known", known.instant());
    }
}
