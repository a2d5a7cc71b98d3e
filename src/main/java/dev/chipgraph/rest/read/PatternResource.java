package dev.chipgraph.rest.read;

import static dev.chipgraph.rest.problem.ProblemType.AMBIGUOUS_REFERENCE;
import static dev.chipgraph.rest.problem.ProblemType.GONE;
import static dev.chipgraph.rest.problem.ProblemType.TOO_EXPENSIVE;
import static dev.chipgraph.rest.problem.ProblemType.UNKNOWN_REFERENCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.pattern.Patterns;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.problem.DidYouMean;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.Include;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions that no other resource answers, as graph patterns. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class PatternResource {

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

    private final Patterns patterns;
    private final ResponseContext reply;

    PatternResource(Patterns patterns, ResponseContext reply) {
        this.patterns = patterns;
        this.reply = reply;
    }

    @POST
    @Path("patterns")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers({UNKNOWN_REFERENCE, AMBIGUOUS_REFERENCE, GONE, TOO_EXPENSIVE})
    @Operation(operationId = "askPattern")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Map<String, Object>> ask(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "Pattern")))
                    @NotNull(message = "is required")
                    JsonNode body) {
        if (!(body instanceof ObjectNode json)) {
            throw new InvalidInput("body", "body", "must be an object of " + String.join(", ", FIELDS));
        }
        var mistakes = new ArrayList<Violation>();
        json.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                mistakes.add(new Violation(
                        "body",
                        field,
                        "is not known%s allowed are %s"
                                .formatted(
                                        DidYouMean.best(field, FIELDS)
                                                .map(meant -> "; did you mean " + meant + "?")
                                                .orElse(";"),
                                        String.join(", ", FIELDS))));
            }
        });
        ContextParameters parameters = new ContextParameters();
        parameters.validAt =
                read(json, "validAt", ValidAt::fromString, mistakes).orElse(null);
        parameters.knownAt =
                read(json, "knownAt", KnownAt::fromString, mistakes).orElse(null);
        parameters.include = new ArrayList<>();
        JsonNode include = json.path("include");
        if (!include.isMissingNode() && !include.isArray()) {
            mistakes.add(new Violation("body", "include", "must be a list, such as [\"evidence\"]"));
        }
        include.forEach(
                item -> read(item, "include", Include::fromString, mistakes).ifPresent(parameters.include::add));
        PagingParameters paging = new PagingParameters();
        paging.in = "body";
        if (json.has("limit")) {
            paging.limit = json.get("limit").isInt() ? json.get("limit").intValue() : 0;
            if (paging.limit < 1 || paging.limit > PagingParameters.MOST) {
                mistakes.add(new Violation("body", "limit", PagingParameters.LIMITS));
            }
        }
        paging.cursor = read(json, "cursor", Function.identity(), mistakes).orElse(null);
        paging.count = truth(json, "count", mistakes);
        boolean explain = truth(json, "explain", mistakes);
        if (!mistakes.isEmpty()) {
            throw new InvalidInput(mistakes);
        }
        QueryContext context = reply.context(parameters);
        var question = patterns.read(json, context);
        String list = String.valueOf(json.deepCopy()
                .without(List.of("cursor", "limit", "count", "explain"))
                .hashCode());
        Listing<Map<String, Object>> page =
                reply.page(paging, list, null, pageRequest -> patterns.ask(question, pageRequest, context));
        return page.with(question.columns())
                .explained(explain ? patterns.explained(question, paging.limit(), context) : null);
    }

    private static boolean truth(ObjectNode json, String field, List<Violation> mistakes) {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            mistakes.add(new Violation("body", field, "must be true or false"));
        }
        return value.asBoolean();
    }

    private static <T> Optional<T> read(
            ObjectNode json, String field, Function<String, T> reading, List<Violation> mistakes) {
        return json.hasNonNull(field) ? read(json.get(field), field, reading, mistakes) : Optional.empty();
    }

    private static <T> Optional<T> read(
            JsonNode value, String field, Function<String, T> reading, List<Violation> mistakes) {
        try {
            if (value.isTextual()) {
                return Optional.of(reading.apply(value.textValue()));
            }
            mistakes.add(new Violation("body", field, "must be a text"));
        } catch (IllegalArgumentException e) {
            mistakes.add(new Violation("body", field, e.getMessage()));
        }
        return Optional.empty();
    }
}
