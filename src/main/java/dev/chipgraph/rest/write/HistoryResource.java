package dev.chipgraph.rest.write;

import static dev.chipgraph.rest.problem.ProblemType.ALREADY_EXISTS;
import static dev.chipgraph.rest.problem.ProblemType.CYCLE;
import static dev.chipgraph.rest.problem.ProblemType.GONE;
import static dev.chipgraph.rest.problem.ProblemType.KEY_REUSED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_FAILED;
import static dev.chipgraph.rest.problem.ProblemType.PRECONDITION_REQUIRED;
import static dev.chipgraph.rest.problem.ProblemType.SAME_IDENTIFIER;
import static dev.chipgraph.rest.problem.ProblemType.UNKNOWN_REFERENCE;

import dev.chipgraph.change.edit.EntityEdits;
import dev.chipgraph.change.edit.RelationshipEdits;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.question.History;
import dev.chipgraph.query.question.History.Revision;
import dev.chipgraph.query.question.Relationships;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Earlier states of entities and relationships, and restoring them. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Editing")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

    private static final String ENTITY = "Id of the entity.";

    private final EntityEdits entityEdits;
    private final RelationshipEdits relationshipEdits;
    private final History history;
    private final Relationships relationships;
    private final EditTargets targets;
    private final WriteRequest request;
    private final WriteAnswers answers;
    private final ResponseContext reply;

    HistoryResource(
            EntityEdits entityEdits,
            RelationshipEdits relationshipEdits,
            History history,
            Relationships relationships,
            EditTargets targets,
            WriteRequest request,
            WriteAnswers answers,
            ResponseContext reply) {
        this.entityEdits = entityEdits;
        this.relationshipEdits = relationshipEdits;
        this.history = history;
        this.relationships = relationships;
        this.targets = targets;
        this.request = request;
        this.answers = answers;
        this.reply = reply;
    }

    @GET
    @Path("entities/{id}/history")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @Answers(references = true)
    @Operation(operationId = "getHistoryOfEntity")
    public Listing<Revision> ofEntity(
            @PathParam("id") @Parameter(description = ENTITY, example = "kfia") String id,
            @Valid @BeanParam PagingParameters paging) {
        QueryContext context = context();
        Listing<Revision> revisions = reply.page(paging, pageRequest -> history.ofEntity(id, pageRequest, context));
        if (revisions.items().isEmpty()) {
            targets.id(id, EditTargets.ANY);
        }
        return revisions;
    }

    @POST
    @Path("entities/{id}/history/{version}/restore")
    @RolesAllowed("editor")
    @Answers({UNKNOWN_REFERENCE, GONE, SAME_IDENTIFIER, CYCLE, KEY_REUSED, PRECONDITION_FAILED, PRECONDITION_REQUIRED})
    @Operation(operationId = "restoreEntity")
    public RestResponse<Entity> restoreEntity(
            @PathParam("id") @Parameter(description = ENTITY, example = "kfia") String id,
            @PathParam("version") @Parameter(description = "Version of the entity.", example = "1") long version) {
        return answers.entity(
                entityEdits.restore(id, version, request.condition(), request.author(null)), WriteAnswers.ENTITIES);
    }

    @GET
    @Path("relationships/{id}/history")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @Answers({UNKNOWN_REFERENCE, GONE})
    @Operation(operationId = "getHistoryOfRelationship")
    public Listing<Revision> ofRelationship(@PathParam("id") String id, @Valid @BeanParam PagingParameters paging) {
        QueryContext context = context();
        Listing<Revision> revisions =
                reply.page(paging, pageRequest -> history.ofRelationship(id, pageRequest, context));
        if (revisions.items().isEmpty()) {
            relationships.existing(id, context);
        }
        return revisions;
    }

    @POST
    @Path("relationships/{id}/restore")
    @RolesAllowed("editor")
    @Answers({UNKNOWN_REFERENCE, ALREADY_EXISTS, CYCLE, KEY_REUSED})
    @Operation(operationId = "restoreRelationship")
    public RestResponse<Relationship> restoreRelationship(@PathParam("id") String id) {
        return answers.relationship(relationshipEdits.restore(id, request.author(null)));
    }

    private QueryContext context() {
        return reply.context(new ContextParameters(), ValidAt.fromString(ValidAt.ALL));
    }
}
