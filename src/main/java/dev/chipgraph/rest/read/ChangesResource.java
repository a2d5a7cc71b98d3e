package dev.chipgraph.rest.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.graph.Database;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.graph.RequestClock;
import dev.chipgraph.model.Instants;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.WireName;
import dev.chipgraph.query.question.ChangeFeed;
import dev.chipgraph.query.question.ChangeFeed.Change;
import dev.chipgraph.query.question.ChangeFeed.Criteria;
import dev.chipgraph.query.question.ChangeFeed.Page;
import dev.chipgraph.query.question.ChangeFeed.Position;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.format.StreamAborts;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** The change feed. */
@Path("/v1/changes")
@RunOnVirtualThread
@Tag(name = "Changes")
public class ChangesResource {

    private static final Logger LOG = Logger.getLogger(ChangesResource.class);
    private static final String EVIDENCE = "evidence";
    private static final int AT_ONCE = 500;
    private static final int DEFAULT_LIMIT = 100;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ChangeFeed feed;
    private final Database database;
    private final RequestClock clock;
    private final ResponseContext reply;
    private final ObjectMapper json;
    private final StreamAborts aborts;

    ChangesResource(
            ChangeFeed feed,
            Database database,
            RequestClock clock,
            ResponseContext reply,
            ObjectMapper json,
            StreamAborts aborts) {
        this.feed = feed;
        this.database = database;
        this.clock = clock;
        this.reply = reply;
        this.json = json;
        this.aborts = aborts;
    }

    /** What can be done to something. */
    public enum Op implements WireName {
        CREATED,
        UPDATED,
        DELETED,
        MERGED,
        RESTORED;

        public static Op fromString(String wire) {
            return WireName.read(Op.class, wire);
        }

        @Override
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the feed can be filtered by.
     *
     * @param wire a kind, a relationship type, or evidence
     */
    public record Subject(String wire) {

        private static final List<String> ALL = Stream.of(
                        Arrays.stream(Kind.values()).map(Kind::wire),
                        Arrays.stream(RelationshipType.values()).map(RelationshipType::wire),
                        Stream.of(EVIDENCE))
                .flatMap(wires -> wires)
                .toList();

        public static Subject fromString(String wire) {
            if (!ALL.contains(wire)) {
                throw new IllegalArgumentException(
                        "must be one of %s, not \"%s\"".formatted(String.join(", ", ALL), wire));
            }
            return new Subject(wire);
        }
    }

    /**
     * Since when.
     *
     * @param instant the instant
     */
    public record Since(Instant instant) {

        /** Reads an instant, or a date, which stands for its first moment. */
        public static Since fromString(String text) {
            try {
                return new Since(Instants.parse(text.length() == 10 ? text + "T00:00:00Z" : text)
                        .toInstant());
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "must be an instant such as 2026-01-31T12:00:00Z or a date such as 2026-01-31, not \"" + text
                                + "\"",
                        e);
            }
        }
    }

    @GET
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @Operation(
            operationId = "listChanges",
            summary = "What changed",
            description =
                    "Lists all changes in the order in which they were made, deletions and merges included. `page.next` is always given: sent back later as `cursor`, it goes on with what is new, without loss or repetition, on any instance. With filters a page may hold fewer than `limit` although more follows: what has come to its end answers with the cursor that it was asked with. With `Accept: text/event-stream` the changes come as server-sent events as they are made, from now on, or after the `cursor`, or after the `Last-Event-ID` that clients send when they reconnect.")
    public Listing<Change> changes(
            @QueryParam("cursor")
                    @Parameter(
                            description =
                                    "Where to go on: the cursor of a change or page.next, such as 12-1. Default: from the first change.")
                    String cursor,
            @QueryParam("since")
                    @Parameter(
                            description =
                                    "Begins with the first change at or after this instant, or on this day (UTC), instead of after a cursor.",
                            schema = @Schema(type = SchemaType.STRING))
                    Since since,
            @QueryParam("kind")
                    @Parameter(
                            description =
                                    "Keeps changes of entities of these kinds, of relationships of these types, or of evidence.",
                            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
                    List<Subject> kinds,
            @QueryParam("change") @Parameter(description = "Keeps what was done so.") List<Op> ops,
            @QueryParam("by") @Parameter(description = "Keeps changes by this principal.") String by,
            @QueryParam("import") @Parameter(description = "Keeps changes by the import with this id.") String imported,
            @QueryParam("limit")
                    @Min(1)
                    @Max(500)
                    @Parameter(
                            description = "Greatest number of items. Default: 100; CSV and NDJSON: all of them.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            defaultValue = "100",
                                            minimum = "1",
                                            maximum = "500"))
                    Integer limit) {
        var criteria = criteria(kinds, ops, by, imported);
        int most = limit == null ? DEFAULT_LIMIT : limit;
        Page first = page(position(cursor, null, since), criteria, most);
        Stream<List<Change>> following = limit != null
                ? Stream.of()
                : Stream.iterate(
                                first,
                                Objects::nonNull,
                                page -> page.more() ? page(page.reached(), criteria, AT_ONCE) : null)
                        .skip(1)
                        .map(Page::changes);
        return new Listing<>(
                first.changes(),
                new Listing.Page(most, first.reached().toString(), null),
                reply.meta(),
                null,
                following);
    }

    /** Looks on where nothing fitted, as long as there is time. */
    private Page page(Position position, Criteria criteria, int limit) {
        clock.stop();
        Page page = feed.after(position, criteria, limit);
        while (page.changes().isEmpty() && page.more() && !feed.isLate()) {
            page = feed.after(page.reached(), criteria, limit);
        }
        return page;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public void events(
            @QueryParam("cursor") String cursor,
            @HeaderParam("Last-Event-ID") String lastEvent,
            @QueryParam("since") Since since,
            @QueryParam("kind") List<Subject> kinds,
            @QueryParam("change") List<Op> ops,
            @QueryParam("by") String by,
            @QueryParam("import") String imported,
            @Context SseEventSink sink,
            @Context Sse sse)
            throws InterruptedException {
        Position position = cursor == null && lastEvent == null && since == null
                ? Position.after(database.version())
                : position(cursor, lastEvent, since);
        try {
            send(sink, sse.newEventBuilder().comment("after " + position).build());
            follow(position, criteria(kinds, ops, by, imported), sink, sse);
        } catch (CompletionException gone) {
            LOG.debugf("A consumer of the feed is gone: %s", gone.getMessage());
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
                    Page page = page(position, criteria, AT_ONCE);
                    for (Change change : page.changes()) {
                        send(sink, event(change, sse));
                        quiet = System.nanoTime();
                    }
                    position = page.reached();
                    more = page.more();
                } catch (DatabaseUnavailable passing) {
                    // The consumer keeps its place, and hears of the changes when they can be read again.
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

    /** Waits until it was written, so that a slow consumer is not read ahead of. */
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

    private Position position(String given, String lastEvent, Since since) {
        String cursor = lastEvent == null ? given : lastEvent;
        if (cursor != null && since != null) {
            throw new InvalidInput("query", "since", "cannot be given together with a cursor");
        }
        if (since != null) {
            return feed.before(since.instant());
        }
        try {
            return cursor == null ? Position.START : Position.fromString(cursor);
        } catch (IllegalArgumentException malformed) {
            throw lastEvent == null
                    ? new InvalidInput("query", "cursor", malformed.getMessage())
                    : new InvalidInput("header", "Last-Event-ID", malformed.getMessage());
        }
    }

    private static Criteria criteria(List<Subject> kinds, List<Op> ops, String by, String imported) {
        return new Criteria(
                kinds.stream().map(Subject::wire).toList(),
                ops.stream().map(Op::wire).toList(),
                by,
                imported);
    }
}
