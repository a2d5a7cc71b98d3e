package dev.chipgraph.rest.read;

import static dev.chipgraph.rest.problem.ProblemType.AMBIGUOUS_REFERENCE;
import static dev.chipgraph.rest.problem.ProblemType.GONE;
import static dev.chipgraph.rest.problem.ProblemType.TOO_EXPENSIVE;
import static dev.chipgraph.rest.problem.ProblemType.UNKNOWN_REFERENCE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.pattern.Patterns;
import dev.chipgraph.rest.format.Column;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Queries by graph pattern. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class PatternResource {

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
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = Format.OF_JSON, schema = @Schema(ref = "PatternRowList")),
                @Content(mediaType = Format.OF_CSV),
                @Content(mediaType = Format.OF_NDJSON)
            })
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Map<String, Object>> ask(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Pattern")))
                    @NotNull(message = "is required")
                    JsonNode body) {
        PatternRequest request = PatternRequest.read(body);
        QueryContext context = reply.context(request.parameters());
        var question = patterns.read(request.pattern(), context);
        Listing<Map<String, Object>> page = reply.page(
                request.paging(),
                request.question(),
                null,
                pageRequest -> patterns.ask(question, pageRequest, context));
        return page.with(Column.at(question.columns()))
                .explained(
                        request.explain()
                                ? patterns.explained(question, request.paging().limit(), context)
                                : null);
    }
}
