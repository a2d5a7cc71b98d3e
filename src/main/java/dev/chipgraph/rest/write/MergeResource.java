package dev.chipgraph.rest.write;

import static dev.chipgraph.rest.problem.ProblemType.CHANGED_AGAIN;
import static dev.chipgraph.rest.problem.ProblemType.CYCLE;
import static dev.chipgraph.rest.problem.ProblemType.GONE;
import static dev.chipgraph.rest.problem.ProblemType.KEY_REUSED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_FAILED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_REQUIRED;
import static dev.chipgraph.rest.problem.ProblemType.REFERRED_TO;
import static dev.chipgraph.rest.problem.ProblemType.SAME_IDENTIFIER;
import static dev.chipgraph.rest.problem.ProblemType.UNKNOWN_REFERENCE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.change.merge.Merges;
import dev.chipgraph.change.merge.Unmerges;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.write.WriteAnswers.Merged;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Merges of duplicate entities, and undoing them. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Editing")
@Produces(MediaType.APPLICATION_JSON)
public class MergeResource {

    private final Merges merges;
    private final Unmerges unmerges;
    private final EditTargets targets;
    private final WriteRequest request;
    private final WriteAnswers answers;

    MergeResource(Merges merges, Unmerges unmerges, EditTargets targets, WriteRequest request, WriteAnswers answers) {
        this.merges = merges;
        this.unmerges = unmerges;
        this.targets = targets;
        this.request = request;
        this.answers = answers;
    }

    /**
     * The target of a merge.
     *
     * @param into reference to the entity that remains
     */
    @Schema(name = "MergeInput", description = "The target of a merge.")
    public record Into(
            @Schema(description = "The entity that remains: its id, name or identifier.")
            String into) {

        private static String of(JsonNode body) {
            if (body == null || !body.path("into").isTextual() || body.size() != 1) {
                throw new InvalidInput("body", "into", "is required, and nothing else: the entity that remains");
            }
            return body.path("into").textValue();
        }
    }

    @POST
    @Path("entities/{ref}/merge")
    @RolesAllowed("admin")
    @Answers(
            references = true,
            value = {REFERRED_TO, SAME_IDENTIFIER, CYCLE, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "mergeEntity")
    public RestResponse<Merged> merge(
            @PathParam("ref") @Parameter(example = "kfia") String reference,
            @RequestBody(content = @Content(mediaType = Edit.JSON, schema = @Schema(implementation = Into.class)))
                    JsonNode body) {
        String into = Into.of(body);
        return answers.merge(request.once(
                body,
                author -> merges.merge(
                        targets.id(reference, EditTargets.ANY), targets.idInBody(into), request.condition(), author)));
    }

    @POST
    @Path("entities/{id}/unmerge")
    @RolesAllowed("admin")
    @Answers({UNKNOWN_REFERENCE, GONE, CHANGED_AGAIN, SAME_IDENTIFIER, CYCLE, KEY_REUSED})
    @Operation(operationId = "unmergeEntity")
    public RestResponse<Entity> unmerge(
            @PathParam("id") @Parameter(description = "Id of the entity that was merged.", example = "kfia")
                    String id) {
        return answers.entity(unmerges.unmerge(id, request.author(null)), WriteAnswers.ENTITIES);
    }
}
