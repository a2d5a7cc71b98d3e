package dev.chipgraph.rest.read;

import dev.chipgraph.query.question.ChangeFeed;
import dev.chipgraph.query.question.ChangeFeed.Change;
import dev.chipgraph.query.question.ChangeFeed.Page;
import dev.chipgraph.query.question.ChangeFeed.Position;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The change feed, as a list and as server-sent events. One class, so that a client that accepts anything gets the list. */
@Path("/v1/changes")
@RunOnVirtualThread
@Tag(name = "Changes")
public class ChangesResource {

    private static final int DEFAULT_LIMIT = 100;

    private final ChangeFeed feed;
    private final ChangeFeedPages pages;
    private final ChangeEvents events;
    private final ResponseContext reply;

    ChangesResource(ChangeFeed feed, ChangeFeedPages pages, ChangeEvents events, ResponseContext reply) {
        this.feed = feed;
        this.pages = pages;
        this.events = events;
        this.reply = reply;
    }

    @GET
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @Operation(operationId = "listChanges")
    public Listing<Change> changes(
            @BeanParam ChangeFeedParameters parameters,
            @QueryParam("limit")
                    @Min(1)
                    @Max(ChangeFeedPages.LONGEST)
                    @Parameter(
                            description = "Greatest number of items. Default: 100; CSV and NDJSON: all of them.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            defaultValue = "100",
                                            minimum = "1",
                                            maximum = "500"))
                    Integer limit) {
        var criteria = parameters.criteria();
        int longest = limit == null ? DEFAULT_LIMIT : limit;
        Page first = pages.after(parameters.start(feed, Position.START), criteria, longest);
        Stream<List<Change>> following = limit != null
                ? Stream.of()
                : Stream.iterate(
                                first,
                                Objects::nonNull,
                                page -> page.more()
                                        ? pages.after(page.reached(), criteria, ChangeFeedPages.LONGEST)
                                        : null)
                        .skip(1)
                        .map(Page::changes);
        return new Listing<>(
                first.changes(),
                new Listing.Page(longest, first.reached().toString(), null),
                reply.meta(),
                null,
                following);
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public void events(
            @BeanParam ChangeFeedParameters parameters,
            @HeaderParam("Last-Event-ID") String lastEvent,
            @Context SseEventSink sink,
            @Context Sse sse)
            throws InterruptedException {
        events.send(parameters, lastEvent, sink, sse);
    }
}
