package dev.chipgraph.query.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Instants;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.query.pattern.Term.Form;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * That a term has a value with some relation to a given one.
 *
 * @param term the term
 * @param cypher predicate, in which {@code @} stands for the variable and {@code $?} for the value
 * @param value the value; null when the predicate needs none
 */
record PatternCondition(Term term, String cypher, Object value) {

    private static final Map<Form, List<String>> OPERATORS = operators();

    private static Map<Form, List<String>> operators() {
        var ordered = List.of("eq", "ne", "in", "gt", "gte", "lt", "lte", "exists");
        var operators = new LinkedHashMap<Form, List<String>>();
        operators.put(Form.TEXT, List.of("eq", "ne", "in", "contains", "startsWith", "exists"));
        operators.put(Form.NAME, List.of("eq", "in", "contains", "startsWith"));
        operators.put(Form.DATE, ordered);
        operators.put(Form.NUMBER, ordered);
        operators.put(Form.INSTANT, List.of("gt", "gte", "lt", "lte"));
        operators.put(Form.TRUTH, List.of("eq"));
        operators.put(Form.LIST, List.of("has", "hasAny", "hasAll", "exists"));
        operators.put(Form.MONEY, List.of("gt", "gte", "lt", "lte", "currency", "exists"));
        operators.put(Form.LOCATION, List.of("exists"));
        operators.put(Form.SOURCE, List.of("eq", "in"));
        return operators;
    }

    /** What is wrong with a condition, and where in it. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String operator;

        Wrong(String operator, String message) {
            super(message);
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    /**
     * Reads what a pattern wants of a term: a value, a list of values any of which will do, or an object of operators.
     *
     * @throws Wrong with what is allowed
     */
    static List<PatternCondition> read(Term term, JsonNode wanted) {
        if (wanted.isValueNode() && !wanted.isNull()) {
            String operator = OPERATORS.get(term.form()).contains("eq") ? "eq" : "has";
            return List.of(of(term, operator, wanted, ""));
        }
        if (wanted.isArray()) {
            String operator = OPERATORS.get(term.form()).contains("in") ? "in" : "hasAny";
            return List.of(of(term, operator, wanted, ""));
        }
        if (!wanted.isObject() || wanted.isEmpty()) {
            throw new Wrong("", "must be a value, a list of values, or an object of operators: " + allowed(term));
        }
        var conditions = new ArrayList<PatternCondition>();
        wanted.properties()
                .forEach(entry -> conditions.add(of(term, entry.getKey(), entry.getValue(), entry.getKey())));
        if (term.form() == Form.MONEY && !wanted.has("currency") && !wanted.has("exists")) {
            throw new Wrong(
                    "", "needs a currency beside the amount, such as {\"gte\": 1000000, \"currency\": \"USD\"}");
        }
        return conditions;
    }

    private static PatternCondition of(Term term, String operator, JsonNode operand, String shown) {
        if (!OPERATORS.get(term.form()).contains(operator)) {
            throw new Wrong(shown, "cannot be asked of %s; allowed are %s".formatted(term.name(), allowed(term)));
        }
        Reader reader = new Reader(term, shown);
        if (operator.equals("exists")) {
            String presence = term.form() == Form.MONEY ? term.cypher() + "Currency" : term.cypher();
            return new PatternCondition(term, presence + (reader.truth(operand) ? " IS NOT NULL" : " IS NULL"), null);
        }
        return switch (term.form()) {
            case TEXT -> text(term, operator, operand, reader);
            case NAME -> name(term, operator, operand, reader);
            case DATE -> date(term, operator, operand, reader);
            case NUMBER -> plain(term, operator, operand, reader, reader::number);
            case TRUTH -> plain(term, operator, operand, reader, reader::truth);
            case INSTANT -> plain(term, operator, operand, reader, reader::instant);
            case SOURCE ->
                new PatternCondition(
                        term,
                        "EXISTS { MATCH (said:Evidence {subject: %s}) WHERE said.source IN $? AND cg.known(said) }"
                                .formatted(term.cypher()),
                        operator.equals("eq") ? List.of(reader.text(operand)) : reader.list(operand, reader::text));
            case LIST ->
                new PatternCondition(
                        term,
                        (operator.equals("hasAll")
                                        ? "all(wanted IN $? WHERE wanted IN coalesce(%s, []))"
                                        : "any(item IN %s WHERE item IN $?)")
                                .formatted(term.cypher()),
                        operator.equals("has") ? List.of(reader.text(operand)) : reader.list(operand, reader::text));
            case MONEY -> money(term, operator, operand, reader);
            case LOCATION -> throw new IllegalStateException(operator);
        };
    }

    private static PatternCondition text(Term term, String operator, JsonNode operand, Reader reader) {
        return switch (operator) {
            case "contains" ->
                new PatternCondition(
                        term,
                        "toLower(%s) CONTAINS $?".formatted(term.cypher()),
                        reader.free(operand).toLowerCase(Locale.ROOT));
            case "startsWith" ->
                new PatternCondition(
                        term,
                        "toLower(%s) STARTS WITH $?".formatted(term.cypher()),
                        reader.free(operand).toLowerCase(Locale.ROOT));
            default -> plain(term, operator, operand, reader, reader::text);
        };
    }

    /** Any of the names, folded on both sides. */
    private static PatternCondition name(Term term, String operator, JsonNode operand, Reader reader) {
        String comparison =
                switch (operator) {
                    case "contains" -> "CONTAINS";
                    case "startsWith" -> "STARTS WITH";
                    default -> "IN";
                };
        Object value =
                switch (operator) {
                    case "eq" -> List.of(reader.name(operand));
                    case "in" -> reader.list(operand, reader::name);
                    default -> reader.name(operand);
                };
        return new PatternCondition(
                term,
                "EXISTS { MATCH (called:Name {entity: @.id}) WHERE called.key %s $? AND cg.known(called) }"
                        .formatted(comparison),
                value);
    }

    /** A partial date stands for the interval that it names; equal means within it. */
    private static PatternCondition date(Term term, String operator, JsonNode operand, Reader reader) {
        String date = term.cypher();
        return switch (operator) {
            case "eq" ->
                new PatternCondition(
                        term, date + " STARTS WITH $?", reader.date(operand).text());
            case "ne" ->
                new PatternCondition(
                        term,
                        "NOT coalesce(%s STARTS WITH $?, false)".formatted(date),
                        reader.date(operand).text());
            case "in" ->
                new PatternCondition(
                        term,
                        "any(wanted IN $? WHERE %s STARTS WITH wanted)".formatted(date),
                        reader.list(operand, item -> reader.date(item).text()));
            case "gt" ->
                new PatternCondition(
                        term, date + " > $?", reader.date(operand).lastDay().toString());
            case "gte" ->
                new PatternCondition(
                        term,
                        date + " + '~' >= $?",
                        reader.date(operand).firstDay().toString());
            case "lt" ->
                new PatternCondition(
                        term,
                        date + " + '~' < $?",
                        reader.date(operand).firstDay().toString());
            case "lte" ->
                new PatternCondition(
                        term, date + " <= $?", reader.date(operand).lastDay().toString());
            default -> throw new IllegalStateException(operator);
        };
    }

    /** What is at least or more may be anything up to the greatest amount that is meant, and the other way round; of a range with one end, that end. */
    private static PatternCondition money(Term term, String operator, JsonNode operand, Reader reader) {
        if (operator.equals("currency")) {
            return new PatternCondition(term, term.cypher() + "Currency = $?", reader.text(operand));
        }
        List<String> ends = operator.startsWith("g") ? List.of("Max", "Min") : List.of("Min", "Max");
        return new PatternCondition(
                term,
                "coalesce(%1$sValue, %1$s%2$s, %1$s%3$s) %4$s $?"
                        .formatted(term.cypher(), ends.getFirst(), ends.getLast(), symbol(operator)),
                reader.number(operand));
    }

    private static PatternCondition plain(
            Term term, String operator, JsonNode operand, Reader reader, Function<JsonNode, Object> value) {
        return switch (operator) {
            case "in" -> new PatternCondition(term, term.cypher() + " IN $?", reader.list(operand, value));
            case "ne" ->
                new PatternCondition(
                        term, "NOT coalesce(%s = $?, false)".formatted(term.cypher()), value.apply(operand));
            default ->
                new PatternCondition(term, "%s %s $?".formatted(term.cypher(), symbol(operator)), value.apply(operand));
        };
    }

    private static String symbol(String operator) {
        return switch (operator) {
            case "eq" -> "=";
            case "gt" -> ">";
            case "gte" -> ">=";
            case "lt" -> "<";
            case "lte" -> "<=";
            default -> throw new IllegalStateException(operator);
        };
    }

    private static String allowed(Term term) {
        return String.join(", ", OPERATORS.get(term.form()));
    }

    /** Reads operands, and refuses those that the term cannot be compared with. */
    private record Reader(Term term, String operator) {

        private String free(JsonNode node) {
            if (!node.isTextual() || node.textValue().isEmpty()) {
                throw wrong("must be a text");
            }
            return node.textValue();
        }

        private String text(JsonNode node) {
            String text = free(node);
            if (!term.allowed().isEmpty() && !term.allowed().contains(text)) {
                throw wrong("must be one of " + String.join(", ", term.allowed()));
            }
            return text;
        }

        /** A name, folded; every name would contain one of which nothing is left. */
        private String name(JsonNode node) {
            String folded = Folding.fold(free(node));
            if (folded.isEmpty()) {
                throw wrong("must be a text with a letter or a digit");
            }
            return folded;
        }

        private Object number(JsonNode node) {
            if (!node.isNumber()) {
                throw wrong("must be a number");
            }
            return node.canConvertToLong() && node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
        }

        private boolean truth(JsonNode node) {
            if (!node.isBoolean()) {
                throw wrong("must be true or false");
            }
            return node.booleanValue();
        }

        private PartialDate date(JsonNode node) {
            try {
                return new PartialDate(node.isTextual() ? node.textValue() : node.toString());
            } catch (IllegalArgumentException e) {
                throw wrong(e.getMessage());
            }
        }

        private Object instant(JsonNode node) {
            try {
                return Instants.parse(node.asText());
            } catch (DateTimeException e) {
                throw wrong("must be an instant such as 2026-01-31T00:00:00Z");
            } catch (IllegalArgumentException e) {
                throw wrong(e.getMessage());
            }
        }

        private <T> List<T> list(JsonNode node, Function<JsonNode, T> item) {
            if (!node.isArray() || node.isEmpty()) {
                throw wrong("must be a list of values");
            }
            return StreamSupport.stream(node.spliterator(), false).map(item).toList();
        }

        private Wrong wrong(String message) {
            return new Wrong(operator, message);
        }
    }
}
