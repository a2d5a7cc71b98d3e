package dev.chipgraph.rest.write;

import dev.chipgraph.graph.RequestClock;
import dev.chipgraph.ingest.ImportJob;
import dev.chipgraph.ingest.Imports;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.rest.format.HeadRequests;
import dev.chipgraph.rest.format.StreamAborts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The progress of an import as server-sent events: one for each change, and one at its end. */
@Path("/v1/imports")
@RunOnVirtualThread
public class ImportEventResource {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Imports imports;
    private final RequestClock clock;
    private final StreamAborts aborts;
    private final RoutingContext request;

    ImportEventResource(Imports imports, RequestClock clock, StreamAborts aborts, RoutingContext request) {
        this.imports = imports;
        this.clock = clock;
        this.aborts = aborts;
        this.request = request;
    }

    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public void events(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse)
            throws InterruptedException {
        try {
            follow(id, sink, sse);
        } catch (RuntimeException e) {
            if (!sink.isClosed() && !aborts.abort(e, "events", "while it followed the import")) {
                throw e;
            }
        }
    }

    private void follow(String id, SseEventSink sink, Sse sse) throws InterruptedException {
        ImportJob last = null;
        while (!sink.isClosed()) {
            clock.stop();
            ImportJob job = imports.get(id).orElseThrow(() -> References.Unknown.importOf(id));
            boolean head = HeadRequests.isHead(request);
            if (!head && !job.equals(last)) {
                sink.send(event(job, sse)).toCompletableFuture().join();
                last = job;
            }
            if (head || job.state().isEnd()) {
                sink.close();
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    private static OutboundSseEvent event(ImportJob job, Sse sse) {
        return sse.newEventBuilder()
                .name(job.state().isEnd() ? "end" : "progress")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(ImportJob.class, job)
                .build();
    }
}
