package dev.chipgraph.rest.read;

import static dev.chipgraph.rest.problem.ProblemType.GONE;
import static dev.chipgraph.rest.problem.ProblemType.UNKNOWN_REFERENCE;

import dev.chipgraph.model.ClaimedValue;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.question.Relationships;
import dev.chipgraph.query.question.Relationships.Supporting;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Relationships and their evidence. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Relationships")
public class RelationshipResource {

    private final Relationships relationships;
    private final ResponseContext reply;

    RelationshipResource(Relationships relationships, ResponseContext reply) {
        this.relationships = relationships;
        this.reply = reply;
    }

    @GET
    @Path("relationships/{id}")
    @Answers({UNKNOWN_REFERENCE, GONE})
    @Operation(operationId = "getRelationship")
    public Relationship get(@PathParam("id") String id, @BeanParam ContextParameters parameters) {
        return relationships.existing(id, reply.context(parameters));
    }

    @GET
    @Path("relationships/{id}/evidence")
    @Answers({UNKNOWN_REFERENCE, GONE})
    @Operation(operationId = "listEvidenceOfRelationship")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Evidence> evidence(
            @PathParam("id") String id,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        relationships.existing(id, context);
        return reply.page(paging, pageRequest -> relationships.evidence(id, pageRequest, context));
    }

    @GET
    @Path("relationships/{id}/claims")
    @Answers({UNKNOWN_REFERENCE, GONE})
    @Operation(operationId = "listClaimsOfRelationship")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<ClaimedValue> claims(
            @PathParam("id") String id,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        return reply.page(paging, pageRequest -> ResultPage.ofWhole(relationships.claims(id, context), pageRequest));
    }

    @GET
    @Path("evidence/{id}")
    @Tag(name = "Editing")
    @Answers({UNKNOWN_REFERENCE, GONE})
    @Operation(operationId = "getEvidence")
    public Supporting evidenceRecord(@PathParam("id") String id, @BeanParam ContextParameters parameters) {
        return relationships.evidenceRecord(id, reply.context(parameters));
    }
}
