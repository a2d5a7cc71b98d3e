package dev.chipgraph.rest.write;

import static dev.chipgraph.rest.problem.ProblemType.KEY_REUSED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_FAILED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_REQUIRED;
import static dev.chipgraph.rest.problem.ProblemType.REFERRED_TO;
import static dev.chipgraph.rest.problem.ProblemType.SAME_IDENTIFIER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.change.edit.EntityEdits;
import dev.chipgraph.model.Entity;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.write.WriteAnswers.Deletion;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Edits of entities of any kind. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Editing")
@Produces(MediaType.APPLICATION_JSON)
public class EntityEditResource {

    private final EntityEdits edits;
    private final EditTargets targets;
    private final WriteRequest request;
    private final WriteAnswers answers;

    EntityEditResource(EntityEdits edits, EditTargets targets, WriteRequest request, WriteAnswers answers) {
        this.edits = edits;
        this.targets = targets;
        this.request = request;
        this.answers = answers;
    }

    @PATCH
    @Path("entities/{ref}")
    @Consumes({Edit.MERGE_PATCH, Edit.JSON})
    @RolesAllowed("editor")
    @Answers(
            references = true,
            value = {SAME_IDENTIFIER, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "patchEntity")
    public RestResponse<Entity> patch(
            @PathParam("ref") @Parameter(example = "kfia") String reference,
            @RequestBody(content = @Content(mediaType = Edit.MERGE_PATCH, schema = @Schema(ref = "MergePatch")))
                    JsonNode body) {
        return answers.entity(
                targets.change(
                        reference,
                        EditTargets.ANY,
                        body,
                        (id, author) -> edits.patch(id, EditTargets.ANY, body, request.condition(), author)),
                WriteAnswers.ENTITIES);
    }

    @DELETE
    @Path("entities/{ref}")
    @RolesAllowed("editor")
    @Answers(
            references = true,
            value = {REFERRED_TO, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "deleteEntity")
    public RestResponse<Deletion> delete(
            @PathParam("ref") @Parameter(example = "kfia") String reference,
            @QueryParam("cascade") @Parameter(description = Edit.CASCADE) boolean cascade) {
        var receipt = targets.change(
                reference,
                EditTargets.ANY,
                null,
                (id, author) -> edits.delete(id, EditTargets.ANY, request.condition(), cascade, author));
        return answers.deletion(
                receipt, WriteAnswers.ENTITIES + receipt.outcome().id());
    }
}
