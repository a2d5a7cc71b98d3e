package dev.chipgraph.rest;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.Asked;
import dev.chipgraph.query.References;
import dev.chipgraph.query.Sources;
import dev.chipgraph.query.Sources.Fact;
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
    private final Reply reply;

    SourceResource(Sources sources, References references, Reply reply) {
        this.sources = sources;
        this.references = references;
        this.reply = reply;
    }

    @GET
    @Path("sources/{ref}/facts")
    @Operation(
            operationId = "listFactsOfSource",
            summary = "What a source supports",
            description =
                    "Lists every entity and relationship that a document supports, with what the document says about it, whatever the time that it tells of unless validAt is given.")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Fact> facts(
            @PathParam("ref") @Parameter(example = "vietnamplus-2025-10-29-ai-cooperation") String reference,
            @Valid @BeanParam Paging paging,
            @BeanParam Asking asking) {
        Asked asked = reply.asked(asking, ValidAt.fromString(ValidAt.ALL));
        String source =
                references.resolve(reference, Set.of(Kind.SOURCE), asked).id();
        return reply.page(paging, slice -> sources.facts(source, slice, asked));
    }
}
