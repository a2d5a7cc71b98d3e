package dev.chipgraph.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A position in a JSON document. A mistake is noted under the path of the position and reading goes on, so that a client
 * learns of all mistakes at once. Getters return null where they note a mistake.
 *
 * @param json the value at this position
 * @param path the path to it, such as {@code edges[0].where.role}; empty for the whole document
 * @param violations the mistakes found in the document
 */
public record JsonCursor(JsonNode json, String path, Violations violations) {

    /** The position of the whole document. */
    public static JsonCursor root(JsonNode json, Violations violations) {
        return new JsonCursor(json, "", violations);
    }

    /** The position of a field, which is missing when this is not an object that has it. */
    public JsonCursor at(String field) {
        return new JsonCursor(json.path(field), path.isEmpty() ? field : path + "." + field, violations);
    }

    public boolean has(String field) {
        return json.has(field);
    }

    public boolean isMissing() {
        return json.isMissingNode();
    }

    /** Reads the value, or returns null when it is missing or null. */
    public <T> T ifGiven(Function<JsonCursor, T> reading) {
        return json.isMissingNode() || json.isNull() ? null : reading.apply(this);
    }

    /** The items of a list; none when it is missing. */
    public List<JsonCursor> items() {
        if (!json.isArray() && !isMissing()) {
            wrong("must be a list");
        }
        return json.isArray()
                ? IntStream.range(0, json.size())
                        .mapToObj(i -> new JsonCursor(json.get(i), path + "[" + i + "]", violations))
                        .toList()
                : List.of();
    }

    /** The items of a list, or the single value that stands for a list of one; none when it is missing. */
    public List<JsonCursor> itemsOrSelf() {
        return json.isArray() ? items() : isMissing() ? List.of() : List.of(this);
    }

    /** The fields of an object, in their order; none when this is not an object. */
    public Map<String, JsonCursor> fields() {
        var fields = new LinkedHashMap<String, JsonCursor>();
        json.fieldNames().forEachRemaining(field -> fields.put(field, at(field)));
        return fields;
    }

    /**
     * Whether this is an object.
     *
     * @param contents what the object should consist of, for the message
     */
    public boolean isObject(String contents) {
        if (!json.isObject()) {
            wrong("must be an object of " + contents);
        }
        return json.isObject();
    }

    /** Whether this is an object; a field that is not among these is a mistake. */
    public boolean isObjectOf(Collection<String> fields) {
        boolean object = isObject(String.join(", ", fields));
        allowOnly(fields, Set.of());
        return object;
    }

    /**
     * Notes each field of this object that is not allowed.
     *
     * @param ignored fields that are accepted, but not suggested
     */
    public void allowOnly(Collection<String> allowed, Set<String> ignored) {
        fields().forEach((field, value) -> {
            if (!allowed.contains(field) && !ignored.contains(field)) {
                value.wrong(UnknownName.message(field, allowed));
            }
        });
    }

    public String text() {
        return json.isTextual() ? json.textValue() : wrong("must be a text");
    }

    /** A truth value, which must be given. */
    public Boolean truth() {
        return json.isBoolean() ? (Boolean) json.booleanValue() : wrong("must be true or false");
    }

    /** Whether a flag is set; false when it is missing. */
    public boolean isSet() {
        return !isMissing() && Boolean.TRUE.equals(truth());
    }

    public PartialDate date() {
        return parse(() -> new PartialDate(json.isTextual() ? json.textValue() : json.toString()));
    }

    /** Reads a value whose parser reports a mistake as an {@link IllegalArgumentException}. */
    public <T> T parse(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException invalid) {
            return wrong(invalid.getMessage());
        }
    }

    /** Notes a mistake and returns null. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
    public <T> T wrong(String message) {
        violations.add(path, message);
        return null;
    }
}
