package dev.chipgraph.query.core;

import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.ValidAt;
import java.util.Map;

/**
 * What every question may be asked with.
 *
 * @param at when facts are to hold in the world
 * @param known when the graph is to have known them
 * @param evidence whether to return the evidence too
 * @param languages which names to show
 */
public record QueryContext(ValidAt at, KnownAt known, boolean evidence, Languages languages) {

    /**
     * Cypher of a predicate about an entity as the graph knew it then. About now it is left as it is, so that it can use
     * an index.
     */
    public String predicate(String node, String predicate) {
        return known.isPast() ? "any(%1$s IN [cg.state(%1$s)] WHERE %2$s)".formatted(node, predicate) : predicate;
    }

    /** Cypher of a value of an entity as the graph knew it then. */
    public String value(String node, String expression) {
        return known.isPast() ? "head([%1$s IN [cg.state(%1$s)] | %2$s])".formatted(node, expression) : expression;
    }

    /** Both times in the form in which statements take them. */
    public Map<String, Object> time() {
        return time(at);
    }

    /** The same for another date. */
    public Map<String, Object> time(ValidAt date) {
        return Map.of("first", date.first(), "last", date.last(), "known", known.instant());
    }
}
