package dev.chipgraph.rest;

import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.query.Asked;
import dev.chipgraph.query.Relationships;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Relationships and what supports them. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Relationships")
public class RelationshipResource {

    private final Relationships relationships;
    private final Reply reply;

    RelationshipResource(Relationships relationships, Reply reply) {
        this.relationships = relationships;
        this.reply = reply;
    }

    @GET
    @Path("relationships/{id}")
    @Operation(
            operationId = "getRelationship",
            summary = "One relationship",
            description = "Returns a relationship by its id; include=evidence adds what each source says.")
    public Relationship get(@PathParam("id") String id, @BeanParam Asking asking) {
        return relationships.existing(id, reply.asked(asking));
    }

    @GET
    @Path("relationships/{id}/evidence")
    @Operation(
            operationId = "listEvidenceOfRelationship",
            summary = "Evidence of a relationship",
            description = "Lists which sources say that the relationship is so, where in them, and what they say.")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Evidence> evidence(
            @PathParam("id") String id, @Valid @BeanParam Paging paging, @BeanParam Asking asking) {
        Asked asked = reply.asked(asking);
        relationships.existing(id, asked);
        return reply.page(paging, slice -> relationships.evidence(id, slice, asked));
    }
}
