package dev.chipgraph.rest.write;

import static dev.chipgraph.rest.problem.ProblemType.ALREADY_EXISTS;
import static dev.chipgraph.rest.problem.ProblemType.KEY_REUSED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_FAILED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_REQUIRED;
import static dev.chipgraph.rest.problem.ProblemType.REFERRED_TO;
import static dev.chipgraph.rest.problem.ProblemType.SAME_IDENTIFIER;
import static dev.chipgraph.rest.problem.ProblemType.SAME_NAME;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.change.edit.EntityEdits;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.write.WriteAnswers.Deletion;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Edits of entities in the collection of their kind. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Editing")
@Produces(MediaType.APPLICATION_JSON)
public class KindEditResource {

    private final EntityEdits edits;
    private final EditTargets targets;
    private final WriteRequest request;
    private final WriteAnswers answers;

    KindEditResource(EntityEdits edits, EditTargets targets, WriteRequest request, WriteAnswers answers) {
        this.edits = edits;
        this.targets = targets;
        this.request = request;
        this.answers = answers;
    }

    @POST
    @Path("{kind}")
    @RolesAllowed("editor")
    @Answers({ALREADY_EXISTS, SAME_NAME, SAME_IDENTIFIER, KEY_REUSED})
    @Operation(operationId = "create")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(ref = "Entity")))
    public RestResponse<Entity> create(
            @PathParam("kind") String path,
            @QueryParam("confirmed") @Parameter(description = Edit.CONFIRMED) boolean confirmed,
            @RequestBody(content = @Content(mediaType = Edit.JSON, schema = @Schema(ref = "Entity"))) JsonNode body) {
        return answers.entity(edits.create(kind(path), body, confirmed, request.author(body)), collection(path));
    }

    @PUT
    @Path("{kind}/{ref}")
    @RolesAllowed("editor")
    @Answers(
            references = true,
            value = {SAME_NAME, SAME_IDENTIFIER, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "put")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Entity")))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(ref = "Entity")))
    public RestResponse<Entity> put(
            @PathParam("kind") String path,
            @PathParam("ref") String reference,
            @QueryParam("confirmed") @Parameter(description = Edit.CONFIRMED) boolean confirmed,
            @RequestBody(content = @Content(mediaType = Edit.JSON, schema = @Schema(ref = "Entity"))) JsonNode body) {
        Kind kind = kind(path);
        return answers.entity(
                request.once(
                        body,
                        author -> edits.put(
                                kind,
                                targets.newOrKnownId(reference, Set.of(kind)),
                                body,
                                request.condition(),
                                confirmed,
                                author)),
                collection(path));
    }

    @PATCH
    @Path("{kind}/{ref}")
    @Consumes({Edit.MERGE_PATCH, Edit.JSON})
    @RolesAllowed("editor")
    @Answers(
            references = true,
            value = {SAME_IDENTIFIER, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "patch")
    public RestResponse<Entity> patch(
            @PathParam("kind") String path,
            @PathParam("ref") String reference,
            @RequestBody(content = @Content(mediaType = Edit.MERGE_PATCH, schema = @Schema(ref = "MergePatch")))
                    JsonNode body) {
        var kinds = Set.of(kind(path));
        return answers.entity(
                targets.change(
                        reference,
                        kinds,
                        body,
                        (id, author) -> edits.patch(id, kinds, body, request.condition(), author)),
                collection(path));
    }

    @DELETE
    @Path("{kind}/{ref}")
    @RolesAllowed("editor")
    @Answers(
            references = true,
            value = {REFERRED_TO, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "delete")
    public RestResponse<Deletion> delete(
            @PathParam("kind") String path,
            @PathParam("ref") String reference,
            @QueryParam("cascade") @Parameter(description = Edit.CASCADE) boolean cascade) {
        var kinds = Set.of(kind(path));
        var receipt = targets.change(
                reference, kinds, null, (id, author) -> edits.delete(id, kinds, request.condition(), cascade, author));
        return answers.deletion(
                receipt, WriteAnswers.ENTITIES + receipt.outcome().id());
    }

    private static Kind kind(String path) {
        return Kind.ofPath(path).orElseThrow(NotFoundException::new);
    }

    private static String collection(String path) {
        return "/v1/" + path + "/";
    }
}
