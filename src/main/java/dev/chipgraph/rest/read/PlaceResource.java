package dev.chipgraph.rest.read;

import dev.chipgraph.model.Kind;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.question.Investments;
import dev.chipgraph.query.question.Investments.Investor;
import dev.chipgraph.query.question.Investments.Located;
import dev.chipgraph.query.question.Investments.Territory;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions about places. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class PlaceResource {

    private final Investments investments;
    private final References references;
    private final ResponseContext reply;

    PlaceResource(Investments investments, References references, ResponseContext reply) {
        this.investments = investments;
        this.references = references;
        this.reply = reply;
    }

    @GET
    @Path("places/{ref}/investors")
    @Answers(references = true)
    @Operation(operationId = "listInvestorsInPlace")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Investor> investors(
            @PathParam("ref") @Parameter(example = "name:Ninh Bình") String reference,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        Territory territory = territory(reference, context);
        return reply.page(
                paging,
                "",
                boundaries(territory),
                pageRequest -> investments.investors(territory, pageRequest, context));
    }

    @GET
    @Path("places/{ref}/investments")
    @Answers(references = true)
    @Operation(operationId = "listInvestmentsInPlace")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Located> investments(
            @PathParam("ref") @Parameter(example = "name:Ninh Bình") String reference,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        Territory territory = territory(reference, context);
        return reply.page(
                paging,
                "",
                boundaries(territory),
                pageRequest -> investments.investments(territory, pageRequest, context));
    }

    private Territory territory(String reference, QueryContext context) {
        return investments.territory(
                references
                        .resolveAddress(reference, Set.of(Kind.PLACE), context)
                        .id(),
                context);
    }

    private static Listing.Boundaries boundaries(Territory territory) {
        return new Listing.Boundaries(territory.place().id(), territory.on().toString());
    }
}
