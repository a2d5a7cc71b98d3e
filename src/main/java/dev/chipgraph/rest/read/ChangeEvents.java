package dev.chipgraph.rest.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.graph.Database;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.query.question.ChangeFeed;
import dev.chipgraph.query.question.ChangeFeed.Change;
import dev.chipgraph.query.question.ChangeFeed.Criteria;
import dev.chipgraph.query.question.ChangeFeed.Page;
import dev.chipgraph.query.question.ChangeFeed.Position;
import dev.chipgraph.rest.format.HeadRequests;
import dev.chipgraph.rest.format.StreamAborts;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** The change feed as server-sent events. */
@ApplicationScoped
public class ChangeEvents {

    private static final Logger LOG = Logger.getLogger(ChangeEvents.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ChangeFeed feed;
    private final ChangeFeedPages pages;
    private final Database database;
    private final ObjectMapper json;
    private final StreamAborts aborts;
    private final RoutingContext request;

    ChangeEvents(
            ChangeFeed feed,
            ChangeFeedPages pages,
            Database database,
            ObjectMapper json,
            StreamAborts aborts,
            RoutingContext request) {
        this.feed = feed;
        this.pages = pages;
        this.database = database;
        this.json = json;
        this.aborts = aborts;
        this.request = request;
    }

    /**
     * Sends the changes until the consumer disconnects.
     *
     * @param lastEvent id of the last event that the consumer has received; null to start as the parameters say
     */
    void send(ChangeFeedParameters parameters, String lastEvent, SseEventSink sink, Sse sse)
            throws InterruptedException {
        Position position = lastEvent == null
                ? parameters.start(feed, Position.after(database.version()))
                : parameters.continued(feed, lastEvent);
        if (HeadRequests.isHead(request)) {
            sink.close();
            return;
        }
        try {
            send(sink, sse.newEventBuilder().comment("after " + position).build());
            follow(position, parameters.criteria(), sink, sse);
        } catch (CompletionException disconnected) {
            LOG.debugf("A consumer of the feed has disconnected: %s", disconnected.getMessage());
        } catch (RuntimeException e) {
            if (!sink.isClosed() && !aborts.abort(e, "events", "while it waited for changes")) {
                throw e;
            }
        }
    }

    private void follow(Position from, Criteria criteria, SseEventSink sink, Sse sse) throws InterruptedException {
        Position position = from;
        boolean more = true;
        long quiet = System.nanoTime();
        while (!sink.isClosed()) {
            if (more || database.version() > position.version()) {
                try {
                    Page page = pages.after(position, criteria, ChangeFeedPages.LONGEST);
                    for (Change change : page.changes()) {
                        send(sink, event(change, sse));
                        quiet = System.nanoTime();
                    }
                    position = page.reached();
                    more = page.more();
                } catch (DatabaseUnavailable passing) {
                    // The consumer keeps its position and receives the changes once they can be read again.
                    more = true;
                    Thread.sleep(PAUSE);
                }
            }
            if (!more) {
                Thread.sleep(PAUSE);
            }
            if (System.nanoTime() - quiet > HEARTBEAT.toNanos()) {
                send(sink, sse.newEventBuilder().comment("still here").build());
                quiet = System.nanoTime();
            }
        }
    }

    /** Waits until the event is written, so that the feed is not read faster than the consumer takes it. */
    private static void send(SseEventSink sink, OutboundSseEvent event) {
        sink.send(event).toCompletableFuture().join();
    }

    private OutboundSseEvent event(Change change, Sse sse) {
        try {
            return sse.newEventBuilder()
                    .id(change.cursor())
                    .name("change")
                    .data(String.class, json.writeValueAsString(change))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
