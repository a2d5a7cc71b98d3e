package dev.chipgraph.rest.write;

import static dev.chipgraph.rest.problem.ProblemType.ALREADY_EXISTS;
import static dev.chipgraph.rest.problem.ProblemType.CYCLE;
import static dev.chipgraph.rest.problem.ProblemType.GONE;
import static dev.chipgraph.rest.problem.ProblemType.KEY_REUSED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_FAILED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_REQUIRED;
import static dev.chipgraph.rest.problem.ProblemType.UNKNOWN_REFERENCE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.change.edit.RelationshipEdits;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.write.WriteAnswers.Deletion;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Edits of relationships. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Editing")
@Produces(MediaType.APPLICATION_JSON)
public class RelationshipEditResource {

    private final RelationshipEdits edits;
    private final WriteRequest request;
    private final WriteAnswers answers;

    RelationshipEditResource(RelationshipEdits edits, WriteRequest request, WriteAnswers answers) {
        this.edits = edits;
        this.request = request;
        this.answers = answers;
    }

    @POST
    @Path("relationships")
    @RolesAllowed("editor")
    @Answers({ALREADY_EXISTS, CYCLE, KEY_REUSED})
    @Operation(operationId = "createRelationship")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(ref = "Relationship")))
    public RestResponse<Relationship> create(
            @RequestBody(content = @Content(mediaType = Edit.JSON, schema = @Schema(ref = "RelationshipInput")))
                    JsonNode body) {
        return answers.relationship(edits.create(body, request.author(body)));
    }

    @PUT
    @Path("relationships/{id}")
    @RolesAllowed("editor")
    @Answers({UNKNOWN_REFERENCE, GONE, CYCLE, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "putRelationship")
    public RestResponse<Relationship> put(
            @PathParam("id") String id,
            @RequestBody(content = @Content(mediaType = Edit.JSON, schema = @Schema(ref = "RelationshipInput")))
                    JsonNode body) {
        return answers.relationship(edits.put(id, body, request.condition(), request.author(body)));
    }

    @PATCH
    @Path("relationships/{id}")
    @Consumes({Edit.MERGE_PATCH, Edit.JSON})
    @RolesAllowed("editor")
    @Answers({UNKNOWN_REFERENCE, GONE, CYCLE, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "patchRelationship")
    public RestResponse<Relationship> patch(
            @PathParam("id") String id,
            @RequestBody(content = @Content(mediaType = Edit.MERGE_PATCH, schema = @Schema(ref = "MergePatch")))
                    JsonNode body) {
        return answers.relationship(edits.patch(id, body, request.condition(), request.author(body)));
    }

    @DELETE
    @Path("relationships/{id}")
    @RolesAllowed("editor")
    @Answers({UNKNOWN_REFERENCE, GONE, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "deleteRelationship")
    public RestResponse<Deletion> delete(@PathParam("id") String id) {
        return answers.deletion(
                edits.delete(id, request.condition(), request.author(null)), WriteAnswers.RELATIONSHIPS + id);
    }
}
