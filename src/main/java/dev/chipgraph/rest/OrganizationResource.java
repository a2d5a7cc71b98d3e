package dev.chipgraph.rest;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.Asked;
import dev.chipgraph.query.Partners;
import dev.chipgraph.query.Partners.Partner;
import dev.chipgraph.query.References;
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
    private final Reply reply;

    OrganizationResource(Partners partners, References references, Reply reply) {
        this.partners = partners;
        this.references = references;
        this.reply = reply;
    }

    @GET
    @Path("organizations/{ref}/partners")
    @Operation(
            operationId = "listPartners",
            summary = "Who partners with an organisation",
            description =
                    "Lists who is a party to the agreements that the organisation is a party to, with those agreements, since when, in which roles, where they were signed and how many sources tell of them.")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Partner> partners(
            @PathParam("ref") @Parameter(example = "name:KFIA") String reference,
            @Valid @BeanParam Paging paging,
            @BeanParam Asking asking) {
        Asked asked = reply.asked(asking);
        Entity.Ref organization = references.resolve(reference, Kind.organizations(), asked);
        return reply.page(paging, slice -> partners.of(organization.id(), slice, asked));
    }
}
