package dev.chipgraph.rest.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.model.Violation;
import dev.chipgraph.rest.problem.DidYouMean;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.Include;
import dev.chipgraph.rest.request.PagingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The body of a query by graph pattern. It also holds what other operations take as query parameters.
 *
 * @param pattern the body, whose pattern is still to be read
 * @param parameters the time and what to include
 * @param paging the page
 * @param explain whether the client wants to see the statement
 */
record PatternRequest(ObjectNode pattern, ContextParameters parameters, PagingParameters paging, boolean explain) {

    private static final String BODY = "body";
    private static final List<String> FIELDS = List.of(
            "nodes",
            "edges",
            "return",
            "distinct",
            "orderBy",
            "limit",
            "cursor",
            "count",
            "validAt",
            "knownAt",
            "include",
            "explain");

    static PatternRequest read(JsonNode body) {
        if (!(body instanceof ObjectNode json)) {
            throw new InvalidInput(BODY, BODY, "must be an object of " + String.join(", ", FIELDS));
        }
        var violations = new ArrayList<Violation>();
        checkFields(json, violations);
        var request = new PatternRequest(
                json, parameters(json, violations), paging(json, violations), flag(json, "explain", violations));
        InvalidInput.throwIfAny(violations);
        return request;
    }

    /** Identifies the question whatever the page, for the cursors that belong to it. */
    String question() {
        return String.valueOf(pattern.deepCopy()
                .without(List.of("cursor", "limit", "count", "explain"))
                .hashCode());
    }

    private static void checkFields(ObjectNode json, List<Violation> violations) {
        json.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                violations.add(new Violation(
                        BODY,
                        field,
                        "is not known%s allowed are %s"
                                .formatted(
                                        DidYouMean.best(field, FIELDS)
                                                .map(meant -> "; did you mean " + meant + "?")
                                                .orElse(";"),
                                        String.join(", ", FIELDS))));
            }
        });
    }

    private static ContextParameters parameters(ObjectNode json, List<Violation> violations) {
        var parameters = new ContextParameters();
        parameters.validAt =
                read(json, "validAt", ValidAt::fromString, violations).orElse(null);
        parameters.knownAt =
                read(json, "knownAt", KnownAt::fromString, violations).orElse(null);
        parameters.include = new ArrayList<>();
        JsonNode include = json.path("include");
        if (!include.isMissingNode() && !include.isArray()) {
            violations.add(new Violation(BODY, "include", "must be a list, such as [\"evidence\"]"));
        }
        include.forEach(
                item -> read(item, "include", Include::fromString, violations).ifPresent(parameters.include::add));
        return parameters;
    }

    private static PagingParameters paging(ObjectNode json, List<Violation> violations) {
        var paging = new PagingParameters();
        paging.in = BODY;
        if (json.has("limit")) {
            paging.limit = json.get("limit").isInt() ? json.get("limit").intValue() : 0;
            if (paging.limit < 1 || paging.limit > PagingParameters.MOST) {
                violations.add(new Violation(BODY, "limit", PagingParameters.LIMITS));
            }
        }
        paging.cursor = read(json, "cursor", Function.identity(), violations).orElse(null);
        paging.count = flag(json, "count", violations);
        return paging;
    }

    private static boolean flag(ObjectNode json, String field, List<Violation> violations) {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            violations.add(new Violation(BODY, field, "must be true or false"));
        }
        return value.asBoolean();
    }

    private static <T> Optional<T> read(
            ObjectNode json, String field, Function<String, T> reading, List<Violation> violations) {
        return json.hasNonNull(field) ? read(json.get(field), field, reading, violations) : Optional.empty();
    }

    private static <T> Optional<T> read(
            JsonNode value, String field, Function<String, T> reading, List<Violation> violations) {
        try {
            if (value.isTextual()) {
                return Optional.of(reading.apply(value.textValue()));
            }
            violations.add(new Violation(BODY, field, "must be a text"));
        } catch (IllegalArgumentException e) {
            violations.add(new Violation(BODY, field, e.getMessage()));
        }
        return Optional.empty();
    }
}
