package dev.chipgraph.rest.read;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.question.Sources;
import dev.chipgraph.query.question.Sources.Fact;
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

/** Questions about sources. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class SourceResource {

    private final Sources sources;
    private final References references;
    private final ResponseContext reply;

    SourceResource(Sources sources, References references, ResponseContext reply) {
        this.sources = sources;
        this.references = references;
        this.reply = reply;
    }

    @GET
    @Path("sources/{ref}/facts")
    @Answers(references = true)
    @Operation(operationId = "listFactsOfSource")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Fact> facts(
            @PathParam("ref") @Parameter(example = "vietnamplus-2025-10-29-ai-cooperation") String reference,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters, ValidAt.fromString(ValidAt.ALL));
        String source = references
                .resolveAddress(reference, Set.of(Kind.SOURCE), context)
                .id();
        return reply.page(paging, pageRequest -> sources.facts(source, pageRequest, context));
    }
}
