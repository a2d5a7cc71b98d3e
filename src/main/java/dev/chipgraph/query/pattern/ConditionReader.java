package dev.chipgraph.query.pattern;

import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Instants;
import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.UnknownName;
import dev.chipgraph.query.pattern.Term.Form;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads conditions. A condition on a property is a value, a list of values of which one must match, or an object of
 * operators.
 */
final class ConditionReader {

    private static final Set<String> LIST_OPERATORS = Set.of("in", "hasAny", "hasAll");
    private static final Set<String> PARTIAL = Set.of("contains", "startsWith", "exists");
    private static final Map<Form, List<String>> OPERATORS = operators();

    private final PatternReferences references;

    ConditionReader(PatternReferences references) {
        this.references = references;
    }

    private static Map<Form, List<String>> operators() {
        var ordered = List.of("eq", "ne", "in", "gt", "gte", "lt", "lte", "exists");
        var operators = new EnumMap<Form, List<String>>(Form.class);
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

    /** Reads the conditions on a node, and takes from it the kinds that do not have the properties. */
    void readInto(PatternDraft.Node node) {
        conditions(node.position.at("where")).forEach((name, condition) -> {
            Term term = Term.ofEntities(node.kinds, name);
            if (term == null) {
                condition.wrong(Term.unknownOfEntities(name, node.kinds));
                return;
            }
            // Entities without the property are not the same as entities that lack a value for it.
            node.kindsStated |= node.kinds.removeIf(kind -> Term.ofEntities(Set.of(kind), name) == null);
            node.where.addAll(read(term, condition));
        });
    }

    /** Reads the conditions on relationships of any of these types. */
    List<PatternCondition> ofRelationships(JsonCursor where, Set<RelationshipType> types) {
        var read = new ArrayList<PatternCondition>();
        conditions(where).forEach((name, condition) -> {
            Term term = Term.ofRelationships(types).get(name);
            if (term == null) {
                condition.wrong(Term.unknownOfRelationships(name, types));
            } else {
                read.addAll(read(term, condition));
            }
        });
        return read;
    }

    private static Map<String, JsonCursor> conditions(JsonCursor where) {
        return !where.isMissing() && where.isObject("properties and conditions") ? where.fields() : Map.of();
    }

    private List<PatternCondition> read(Term term, JsonCursor condition) {
        var allowed = OPERATORS.get(term.form());
        var json = condition.json();
        String shorthand = json.isArray() ? shorthand(allowed, "in", "hasAny") : shorthand(allowed, "eq", "has");
        if (shorthand != null && !json.isObject() && !json.isNull()) {
            return read(term, shorthand, condition);
        }
        if (!json.isObject() || json.isEmpty()) {
            condition.wrong("must be %san object of operators: %s"
                    .formatted(shorthand == null ? "" : "a value, a list of values, or ", String.join(", ", allowed)));
            return List.of();
        }
        if (term.form() == Form.MONEY && !json.has("currency") && !json.has("exists")) {
            condition.wrong("needs a currency beside the amount, such as {\"gte\": 1000000, \"currency\": \"USD\"}");
        }
        var read = new ArrayList<PatternCondition>();
        condition.fields().forEach((operator, operand) -> read.addAll(read(term, operator, operand)));
        return read;
    }

    /** The operator that a value without an operator stands for; null when there is none. */
    private static String shorthand(List<String> allowed, String... operators) {
        return Stream.of(operators).filter(allowed::contains).findFirst().orElse(null);
    }

    private List<PatternCondition> read(Term term, String operator, JsonCursor operand) {
        var allowed = OPERATORS.get(term.form());
        if (!allowed.contains(operator)) {
            operand.wrong(UnknownName.message("is not an operator for " + term.name(), operator, allowed));
            return List.of();
        }
        Object value = operator.equals("exists")
                ? operand.truth()
                : LIST_OPERATORS.contains(operator)
                        ? list(operand, item -> single(term, operator, item))
                        : single(term, operator, operand);
        return value == null
                ? List.of()
                : List.of(PatternCondition.of(
                        term, operator, term.isIdOfEntity() && !PARTIAL.contains(operator) ? current(value) : value));
    }

    /** The id of a merged entity means the entity into which it was merged. */
    private Object current(Object value) {
        return value instanceof List<?> ids
                ? references.current(ids.stream().map(Object::toString).toList())
                : references.current(List.of(value.toString())).getFirst();
    }

    private static Object single(Term term, String operator, JsonCursor operand) {
        return switch (term.form()) {
            case TEXT -> PARTIAL.contains(operator) ? text(operand) : text(term, operand);
            case NAME -> name(operand);
            case DATE -> operand.date();
            case NUMBER -> number(operand);
            case TRUTH -> operand.truth();
            case INSTANT -> instant(operand);
            case LIST, SOURCE -> text(term, operand);
            case MONEY -> operator.equals("currency") ? text(operand) : number(operand);
            case LOCATION -> throw new IllegalStateException(operator);
        };
    }

    private static List<Object> list(JsonCursor operand, Function<JsonCursor, Object> reading) {
        if (!operand.json().isArray() || operand.json().isEmpty()) {
            return operand.wrong("must be a list of values");
        }
        var values = new ArrayList<>();
        for (JsonCursor item : operand.items()) {
            Object value = reading.apply(item);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private static String text(JsonCursor operand) {
        return operand.json().isTextual() && !operand.json().textValue().isEmpty()
                ? operand.json().textValue()
                : operand.wrong("must be a text");
    }

    /** A text that is one of the allowed values where these are a closed set. */
    private static String text(Term term, JsonCursor operand) {
        String text = text(operand);
        return text == null || term.allowed().isEmpty() || term.allowed().contains(text)
                ? text
                : operand.wrong("must be one of " + String.join(", ", term.allowed()));
    }

    /** A folded name. An empty one would be contained in every name. */
    private static String name(JsonCursor operand) {
        String text = text(operand);
        String folded = text == null ? null : Folding.fold(text);
        return folded == null || !folded.isEmpty() ? folded : operand.wrong("must be a text with a letter or a digit");
    }

    private static Object number(JsonCursor operand) {
        var json = operand.json();
        if (!json.isNumber()) {
            return operand.wrong("must be a number");
        }
        return json.canConvertToLong() && json.isIntegralNumber() ? (Object) json.longValue() : json.doubleValue();
    }

    private static Object instant(JsonCursor operand) {
        try {
            return Instants.parse(operand.json().asText());
        } catch (DateTimeException e) {
            return operand.wrong("must be an instant such as 2026-01-31T00:00:00Z");
        } catch (IllegalArgumentException outOfRange) {
            return operand.wrong(outOfRange.getMessage());
        }
    }
}
