package dev.chipgraph.rest.read;

import dev.chipgraph.model.Kind;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.question.Events;
import dev.chipgraph.query.question.Events.Participant;
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

/** Questions about events. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class EventResource {

    private final Events events;
    private final References references;
    private final ResponseContext reply;

    EventResource(Events events, References references, ResponseContext reply) {
        this.events = events;
        this.references = references;
        this.reply = reply;
    }

    @GET
    @Path("events/{ref}/participants")
    @Answers(references = true)
    @Operation(operationId = "listParticipants")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Participant> participants(
            @PathParam("ref") @Parameter(example = "vietnam-korea-digital-forum-2025") String reference,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        String event = references
                .resolveAddress(reference, Set.of(Kind.EVENT), context)
                .id();
        return reply.page(paging, pageRequest -> events.participants(event, pageRequest, context));
    }
}
