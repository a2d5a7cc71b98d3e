package dev.chipgraph.rest.read;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.Instants;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.WireName;
import dev.chipgraph.query.question.ChangeFeed;
import dev.chipgraph.query.question.ChangeFeed.Criteria;
import dev.chipgraph.query.question.ChangeFeed.Position;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Query parameters of the change feed: where to start, and which changes to keep. */
public class ChangeFeedParameters {

    @QueryParam("cursor")
    @Parameter(
            description =
                    "Continues after this position: the cursor of a change or page.next, such as 12-1. Default: from the first change.")
    String cursor;

    @QueryParam("since")
    @Parameter(
            description =
                    "Starts with the first change at or after this instant, or on this day (UTC), instead of after a cursor.",
            schema = @Schema(type = SchemaType.STRING))
    Since since;

    @QueryParam("kind")
    @Parameter(
            description = "Keeps changes of entities of these kinds, of relationships of these types, or of evidence.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    List<Subject> kinds;

    @QueryParam("change")
    @Parameter(description = "Keeps changes of these sorts.")
    List<Op> ops;

    @QueryParam("by")
    @Parameter(description = "Keeps changes by this principal.")
    String by;

    @QueryParam("import")
    @Parameter(description = "Keeps changes by the import with this id.")
    String imported;

    /** The sorts of changes. */
    @Schema(name = "ChangeOperation")
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
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a change is about.
     *
     * @param wire a kind, a relationship type, or evidence
     */
    public record Subject(String wire) {

        private static final List<String> ALL = Stream.of(
                        Arrays.stream(Kind.values()).map(Kind::wire),
                        Arrays.stream(RelationshipType.values()).map(RelationshipType::wire),
                        Stream.of("evidence"))
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

    /** An instant, or the first instant of a date. */
    public record Since(Instant instant) {

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

    Criteria criteria() {
        return new Criteria(each(kinds, Subject::wire), each(ops, Op::wire), by, imported);
    }

    /** Parameters that are not given are null. */
    private static <T> List<String> each(List<T> values, Function<T, String> wire) {
        return values == null ? List.of() : values.stream().map(wire).toList();
    }

    /** Where to start: after the cursor, at the instant, or else at the given position. */
    Position start(ChangeFeed feed, Position otherwise) {
        if (cursor != null && since != null) {
            throw new InvalidInput("query", "since", "cannot be given together with a cursor");
        }
        if (since != null) {
            return feed.before(since.instant());
        }
        return cursor == null ? otherwise : position(feed, cursor, "query", "cursor");
    }

    /** Where to continue after a connection broke off, by the header that clients send. */
    Position continued(ChangeFeed feed, String lastEvent) {
        if (since != null) {
            throw new InvalidInput("query", "since", "cannot be given together with a cursor");
        }
        return position(feed, lastEvent, "header", "Last-Event-ID");
    }

    private static Position position(ChangeFeed feed, String text, String in, String field) {
        Position position;
        try {
            position = Position.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidInput(in, field, malformed.getMessage());
        }
        if (!feed.hasReached(position)) {
            throw new InvalidInput(
                    in,
                    field,
                    "is of version %d, which the graph does not have; when it was restored from a backup, begin anew without a cursor"
                            .formatted(position.version()));
        }
        return position;
    }
}
