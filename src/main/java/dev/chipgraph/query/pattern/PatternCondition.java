package dev.chipgraph.query.pattern;

import dev.chipgraph.model.PartialDate;
import java.util.List;
import java.util.Locale;

/**
 * A condition on a term.
 *
 * @param term the term
 * @param cypher the predicate, in which {@code @} stands for the variable and {@code $?} for the value
 * @param value the value; null when the predicate needs none
 */
record PatternCondition(Term term, String cypher, Object value) {

    /**
     * The condition that an operator stands for.
     *
     * @param value the operand: true or false for {@code exists}, a list for {@code in}, {@code hasAny} and
     *     {@code hasAll}, otherwise a value in the form of the term
     */
    static PatternCondition of(Term term, String operator, Object value) {
        String cypher = term.cypher();
        if (operator.equals("exists")) {
            return exists(term, value.equals(true));
        }
        return switch (term.form()) {
            case TEXT, NUMBER, TRUTH, INSTANT -> compared(term, operator, value);
            case NAME -> ofName(term, operator, value);
            case DATE -> ofDate(term, operator, value);
            case SOURCE ->
                new PatternCondition(
                        term,
                        "EXISTS { MATCH (said:Evidence {subject: %s}) WHERE said.source IN $? AND cg.known(said) }"
                                .formatted(cypher),
                        listOf(value));
            case LIST ->
                new PatternCondition(
                        term,
                        (operator.equals("hasAll")
                                        ? "all(wanted IN $? WHERE wanted IN coalesce(%s, []))"
                                        : "any(item IN %s WHERE item IN $?)")
                                .formatted(cypher),
                        listOf(value));
            case MONEY -> ofMoney(term, operator, value);
            case LOCATION -> throw new IllegalArgumentException(operator);
        };
    }

    private static List<?> listOf(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static PatternCondition exists(Term term, boolean exists) {
        String stored = term.form() == Term.Form.MONEY ? term.cypher() + "Currency" : term.cypher();
        return new PatternCondition(term, stored + (exists ? " IS NOT NULL" : " IS NULL"), null);
    }

    /** Any of the names matches; stored names and the value are folded. */
    private static PatternCondition ofName(Term term, String operator, Object value) {
        String comparison =
                switch (operator) {
                    case "contains" -> "CONTAINS";
                    case "startsWith" -> "STARTS WITH";
                    default -> "IN";
                };
        return new PatternCondition(
                term,
                "EXISTS { MATCH (called:Name {entity: @.id}) WHERE called.key %s $? AND cg.known(called) }"
                        .formatted(comparison),
                comparison.equals("IN") ? listOf(value) : value);
    }

    /** A partial date stands for the interval that it names; equal means within it. */
    private static PatternCondition ofDate(Term term, String operator, Object value) {
        String date = term.cypher();
        if (value instanceof List<?> dates) {
            return new PatternCondition(
                    term,
                    "any(wanted IN $? WHERE %s STARTS WITH wanted)".formatted(date),
                    dates.stream().map(Object::toString).toList());
        }
        PartialDate operand = (PartialDate) value;
        String first = operand.firstDay().toString();
        String last = operand.lastDay().toString();
        return switch (operator) {
            case "eq" -> new PatternCondition(term, date + " STARTS WITH $?", operand.text());
            case "ne" ->
                new PatternCondition(term, "NOT coalesce(%s STARTS WITH $?, false)".formatted(date), operand.text());
            case "gt" -> new PatternCondition(term, date + " > $?", last);
            case "gte" -> new PatternCondition(term, date + " + '~' >= $?", first);
            case "lt" -> new PatternCondition(term, date + " + '~' < $?", first);
            case "lte" -> new PatternCondition(term, date + " <= $?", last);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /**
     * A range satisfies a lower bound by its greatest amount and an upper bound by its least; a range that is open at that
     * end, by its other end.
     */
    private static PatternCondition ofMoney(Term term, String operator, Object value) {
        if (operator.equals("currency")) {
            return new PatternCondition(term, term.cypher() + "Currency = $?", value);
        }
        List<String> ends = operator.startsWith("g") ? List.of("Max", "Min") : List.of("Min", "Max");
        return new PatternCondition(
                term,
                "coalesce(%1$sValue, %1$s%2$s, %1$s%3$s) %4$s $?"
                        .formatted(term.cypher(), ends.getFirst(), ends.getLast(), symbol(operator)),
                value);
    }

    private static PatternCondition compared(Term term, String operator, Object value) {
        String cypher = term.cypher();
        return switch (operator) {
            case "in" -> new PatternCondition(term, cypher + " IN $?", value);
            case "ne" -> new PatternCondition(term, "NOT coalesce(%s = $?, false)".formatted(cypher), value);
            case "contains" -> new PatternCondition(term, "toLower(%s) CONTAINS $?".formatted(cypher), lower(value));
            case "startsWith" ->
                new PatternCondition(term, "toLower(%s) STARTS WITH $?".formatted(cypher), lower(value));
            default -> new PatternCondition(term, "%s %s $?".formatted(cypher, symbol(operator)), value);
        };
    }

    private static String lower(Object text) {
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private static String symbol(String operator) {
        return switch (operator) {
            case "eq" -> "=";
            case "gt" -> ">";
            case "gte" -> ">=";
            case "lt" -> "<";
            case "lte" -> "<=";
            default -> throw new IllegalArgumentException(operator);
        };
    }
}
