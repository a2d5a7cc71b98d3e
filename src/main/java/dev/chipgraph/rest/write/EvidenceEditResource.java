package dev.chipgraph.rest.write;

import static dev.chipgraph.rest.problem.ProblemType.ALREADY_EXISTS;
import static dev.chipgraph.rest.problem.ProblemType.GONE;
import static dev.chipgraph.rest.problem.ProblemType.KEY_REUSED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_FAILED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_REQUIRED;
import static dev.chipgraph.rest.problem.ProblemType.REFERRED_TO;
import static dev.chipgraph.rest.problem.ProblemType.SAME_IDENTIFIER;
import static dev.chipgraph.rest.problem.ProblemType.UNKNOWN_REFERENCE;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.edit.Decisions;
import dev.chipgraph.change.edit.Distinctions;
import dev.chipgraph.change.edit.EvidenceEdits;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.question.Relationships.Supporting;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Edits of records of evidence. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Editing")
@Produces(MediaType.APPLICATION_JSON)
public class EvidenceEditResource {

    private final EvidenceEdits edits;
    private final Decisions decisions;
    private final Distinctions distinctions;
    private final EditTargets targets;
    private final WriteRequest request;
    private final WriteAnswers answers;

    EvidenceEditResource(
            EvidenceEdits edits,
            Decisions decisions,
            Distinctions distinctions,
            EditTargets targets,
            WriteRequest request,
            WriteAnswers answers) {
        this.edits = edits;
        this.decisions = decisions;
        this.distinctions = distinctions;
        this.targets = targets;
        this.request = request;
        this.answers = answers;
    }

    @POST
    @Path("entities/{ref}/evidence")
    @RolesAllowed("editor")
    @Answers(
            references = true,
            value = {ALREADY_EXISTS, SAME_IDENTIFIER, KEY_REUSED})
    @Operation(operationId = "addEvidenceToEntity")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Supporting.class)))
    public RestResponse<Supporting> addToEntity(
            @PathParam("ref") @Parameter(example = "kfia") String reference,
            @RequestBody(content = @Content(mediaType = Edit.JSON, schema = @Schema(ref = "EvidenceInput")))
                    JsonNode body) {
        return answers.evidence(request.once(
                body, author -> edits.add(targets.id(reference, EditTargets.ANY), body, author)));
    }

    @POST
    @Path("entities/{ref}/decisions")
    @RolesAllowed("editor")
    @Answers(
            references = true,
            value = {SAME_IDENTIFIER, KEY_REUSED})
    @Operation(operationId = "decide")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Supporting.class)))
    public RestResponse<Supporting> decide(
            @PathParam("ref") @Parameter(example = "amkor") String reference,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = Edit.JSON,
                                            schema = @Schema(implementation = DecisionInput.class)))
                    JsonNode body) {
        return answers.evidence(request.once(
                body, author -> decisions.onEntity(targets.id(reference, EditTargets.ANY), body, author)));
    }

    @POST
    @Path("relationships/{id}/decisions")
    @RolesAllowed("editor")
    @Answers({UNKNOWN_REFERENCE, GONE, KEY_REUSED})
    @Operation(operationId = "decideOnRelationship")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Supporting.class)))
    public RestResponse<Supporting> decideOnRelationship(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = Edit.JSON,
                                            schema = @Schema(implementation = DecisionInput.class)))
                    JsonNode body) {
        return answers.evidence(decisions.onRelationship(known(id), body, request.author(body)));
    }

    /** Ids of relationships tell their type. */
    private static String known(String id) {
        if (RelationshipType.ofId(id).isEmpty()) {
            throw References.Unknown.relationship(id);
        }
        return id;
    }

    @POST
    @Path("entities/{ref}/different-from")
    @RolesAllowed("editor")
    @Answers(references = true, value = KEY_REUSED)
    @Operation(operationId = "distinguish")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Supporting.class)))
    public RestResponse<Supporting> distinguish(
            @PathParam("ref") @Parameter(example = "fpt") String reference,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = Edit.JSON,
                                            schema = @Schema(implementation = DistinctionInput.class)))
                    JsonNode body) {
        return answers.evidence(request.once(
                body,
                author -> distinctions.add(targets.id(reference, EditTargets.ANY), body, targets::idInBody, author)));
    }

    /**
     * A decision that an entity is not the same as another.
     *
     * @param entity reference to the other entity
     * @param reason why
     * @param source id of the source that supports the decision
     */
    public record DistinctionInput(
            String entity, String reason, @Nullable String source) {}

    /**
     * A decision between what sources claim.
     *
     * @param property a property of the entity or relationship, or {@code attributes.} and a name
     * @param value the value to show
     * @param reason why
     * @param source id of the source that supports the decision
     */
    public record DecisionInput(
            String property,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(ref = "PropertyValue") @Nullable
            Object value,

            String reason,
            @Nullable String source) {}

    @POST
    @Path("relationships/{id}/evidence")
    @RolesAllowed("editor")
    @Answers({UNKNOWN_REFERENCE, GONE, ALREADY_EXISTS, KEY_REUSED})
    @Operation(operationId = "addEvidenceToRelationship")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Supporting.class)))
    public RestResponse<Supporting> addToRelationship(
            @PathParam("id") String id,
            @RequestBody(content = @Content(mediaType = Edit.JSON, schema = @Schema(ref = "EvidenceInput")))
                    JsonNode body) {
        return answers.evidence(edits.add(known(id), body, request.author(body)));
    }

    @PUT
    @Path("evidence/{id}")
    @RolesAllowed("editor")
    @Answers({UNKNOWN_REFERENCE, GONE, SAME_IDENTIFIER, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "putEvidence")
    public RestResponse<Supporting> put(
            @PathParam("id") String id,
            @RequestBody(content = @Content(mediaType = Edit.JSON, schema = @Schema(ref = "EvidenceInput")))
                    JsonNode body) {
        return answers.evidence(edits.put(id, body, request.condition(), request.author(body)));
    }

    @PATCH
    @Path("evidence/{id}")
    @Consumes({Edit.MERGE_PATCH, Edit.JSON})
    @RolesAllowed("editor")
    @Answers({UNKNOWN_REFERENCE, GONE, SAME_IDENTIFIER, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "patchEvidence")
    public RestResponse<Supporting> patch(
            @PathParam("id") String id,
            @RequestBody(content = @Content(mediaType = Edit.MERGE_PATCH, schema = @Schema(ref = "MergePatch")))
                    JsonNode body) {
        return answers.evidence(edits.patch(id, body, request.condition(), request.author(body)));
    }

    @DELETE
    @Path("evidence/{id}")
    @RolesAllowed("editor")
    @Answers({UNKNOWN_REFERENCE, GONE, REFERRED_TO, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "deleteEvidence")
    public RestResponse<Deletion> delete(@PathParam("id") String id) {
        Receipt receipt = edits.delete(id, request.condition(), request.author(null));
        String subject = receipt.outcome().details().get("subject").toString();
        boolean ofRelationship = RelationshipType.ofId(subject).isPresent();
        return answers.deletion(
                receipt, (ofRelationship ? WriteAnswers.RELATIONSHIPS : WriteAnswers.ENTITIES) + subject);
    }
}
