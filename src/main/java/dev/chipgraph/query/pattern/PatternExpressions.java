package dev.chipgraph.query.pattern;

import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.pattern.GraphPattern.Shown;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes values, conditions and columns as Cypher expressions. */
final class PatternExpressions {

    /** The greatest number of values in a cell of an answer. */
    private static final int MAX_COLLECTED = 1_000;

    private final QueryContext context;
    private final PatternParameters parameters;

    PatternExpressions(QueryContext context, PatternParameters parameters) {
        this.context = context;
        this.parameters = parameters;
    }

    String condition(PatternCondition condition, String variable) {
        String text = term(condition.cypher(), condition.term(), variable);
        return condition.value() == null ? text : text.replace("$?", parameters.add(condition.value()));
    }

    private String term(String cypher, Term term, String variable) {
        String text = cypher.replace("@", variable);
        return term.key() == null ? text : text.replace("$#", parameters.add(term.key()));
    }

    String value(Shown.Value value) {
        Term term = value.term();
        String cypher = term.form() == Term.Form.MONEY
                ? Stream.of("Value", "Min", "Max", "Currency")
                        .map(part -> "%s: %s%s".formatted(part.toLowerCase(Locale.ROOT), term.cypher(), part))
                        .collect(Collectors.joining(
                                ", ", "CASE WHEN %sCurrency IS NOT NULL THEN {".formatted(term.cypher()), "} END"))
                : term.cypher();
        String expression = term(cypher, term, value.variable());
        return value.entity() ? context.value(value.variable(), expression) : expression;
    }

    /** The raw value of a column, by which rows are compared and grouped. */
    String raw(Shown shown, int column) {
        return switch (shown) {
            case Shown.OfNode of -> of.node().variable();
            case Shown.OfEdge of -> of.edge().variable();
            case Shown.Value value -> value(value);
            case Shown.Each each -> "u" + column;
            case Shown.Aggregate aggregate -> {
                String of = aggregate.of() == null ? "*" : raw(aggregate.of(), column);
                String call = "%s(%s%s)".formatted(aggregate.function(), aggregate.distinct() ? "DISTINCT " : "", of);
                yield aggregate.function().equals("collect") ? call + "[..%d]".formatted(MAX_COLLECTED) : call;
            }
        };
    }

    /** The value of a column as it is returned. */
    String rendered(String column, Shown shown) {
        return switch (shown) {
            case Shown.OfNode of
            when of.terms().isEmpty() ->
                context.evidence() ? "cg.entity_full(%s)".formatted(column) : "cg.entity_ref(%s)".formatted(column);
            case Shown.OfNode of ->
                "CASE WHEN %s IS NOT NULL THEN [%s] END"
                        .formatted(
                                column,
                                of.terms().stream()
                                        .map(term -> value(new Shown.Value(column, true, term)))
                                        .collect(Collectors.joining(", ")));
            case Shown.OfEdge of -> "cg.relationship_view(%s)".formatted(column);
            case Shown.Aggregate aggregate
            when aggregate.function().equals("collect") && aggregate.of() instanceof Shown.OfNode ->
                "[one IN %s | cg.entity_ref(one)]".formatted(column);
            default -> column;
        };
    }
}
