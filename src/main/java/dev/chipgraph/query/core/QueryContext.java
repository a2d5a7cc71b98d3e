package dev.chipgraph.query.core;

import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.Texts;
import dev.chipgraph.model.ValidAt;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The parameters that all queries have in common.
 *
 * @param at when facts must be valid
 * @param known when the graph must have known them
 * @param evidence whether to return the evidence
 * @param languages preferred languages of names and texts
 */
public record QueryContext(ValidAt at, KnownAt known, boolean evidence, Languages languages) {

    /** A relationship as an answer shows it: with its label, and whether it is attested on the date. */
    public Relationship shown(Relationship relationship) {
        return labelled(relationship.on(at));
    }

    /** A relationship with its label. */
    public Relationship labelled(Relationship relationship) {
        return labelled(relationship, Texts::label);
    }

    /** Likewise, with the label that it has seen from one of its ends. */
    public Relationship shown(Relationship relationship, String from) {
        return labelled(
                relationship.on(at), relationship.from().id().equals(from) ? Texts::label : Texts::reverseLabel);
    }

    private Relationship labelled(Relationship relationship, BiFunction<Texts, RelationshipType, String> label) {
        return relationship.labelled(languages.write(texts -> label.apply(texts, relationship.type())));
    }

    /** A copy that returns the evidence. */
    public QueryContext withEvidence() {
        return new QueryContext(at, known, true, languages);
    }

    /** A copy that shows main names, whichever languages the client prefers. */
    public QueryContext withMainNames() {
        return new QueryContext(at, known, evidence, Languages.ANY);
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
