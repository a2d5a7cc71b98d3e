package dev.chipgraph.rest.read;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.question.Partners;
import dev.chipgraph.query.question.Partners.Partner;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions about organisations of any kind. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class OrganizationResource {

    private final Partners partners;
    private final References references;
    private final ResponseContext reply;

    OrganizationResource(Partners partners, References references, ResponseContext reply) {
        this.partners = partners;
        this.references = references;
        this.reply = reply;
    }

    @GET
    @Path("organizations/{ref}/partners")
    @Answers(references = true)
    @Operation(operationId = "listPartners")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Partner> partners(
            @PathParam("ref") @Parameter(example = "name:KFIA") String reference,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        Entity.Ref organization = references.resolveAddress(reference, Kind.organizations(), context);
        return reply.page(paging, pageRequest -> partners.of(organization.id(), pageRequest, context));
    }
}
