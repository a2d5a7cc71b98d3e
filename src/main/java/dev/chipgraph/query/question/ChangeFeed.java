package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.RelationshipType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The changes in the order of their commits. A position in the feed is a graph version and the number of an entry in it.
 * All entries of a version appear at once, so a client that continues after a position misses nothing and gets nothing
 * twice, on any instance.
 */
@ApplicationScoped
public class ChangeFeed {

    private static final Statement CHANGES = Statement.of("query/changes");
    private static final Statement VERSION_AT = Statement.of("query/version_at");
    private static final Pattern POSITION = Pattern.compile("(\\d{1,15})-(\\d{1,9})");

    /** The maximum number of entries in a stored part of the feed. Entry numbers follow from it, so it must not change. */
    public static final int PART_SIZE = 1_000;

    /** The maximum number of parts to read for one page. */
    private static final int PARTS = 50;

    private final Graph graph;

    ChangeFeed(Graph graph) {
        this.graph = graph;
    }

    /** Whether the feed has come to a position. It has not when that is of another graph, or of this one before a restore. */
    public boolean hasReached(Position position) {
        return graph.hasVersion(position.version());
    }

    /**
     * A position in the feed.
     *
     * @param version version of the graph
     * @param entry number of an entry in it
     */
    public record Position(long version, long entry) {

        /** The start of the feed. */
        public static final Position START = new Position(0, 0);

        /** The position after all entries of a version. */
        public static Position after(long version) {
            return new Position(version, 999_999_999);
        }

        /**
         * Reads what {@link #toString} writes.
         *
         * @throws IllegalArgumentException when it is not a position
         */
        public static Position fromString(String text) {
            var matcher = POSITION.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "must be the cursor of a change, such as 12-1, not \"" + text + "\"");
            }
            return new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }

        @Override
        public String toString() {
            return version + "-" + entry;
        }
    }

    /**
     * Which changes to return.
     *
     * @param kinds kinds of entity, types of relationship and {@code evidence}; all of them when empty
     * @param ops operations; all of them when empty
     * @param by author; any author when null
     * @param imported id of the import that made the change; any or none when null
     */
    public record Criteria(List<String> kinds, List<String> ops, String by, String imported) {}

    /**
     * A change.
     *
     * @param cursor its position in the feed
     * @param graphVersion version of the graph that the change made
     * @param at when it was recorded
     * @param by who made it
     * @param imported id of the import that it belongs to
     * @param change created, updated, deleted, merged or restored
     * @param record entity, relationship or evidence
     * @param kind kind of the entity or type of the relationship
     * @param id id of the changed record
     * @param into id of the entity that an entity was merged into
     * @param subject id of the subject of evidence
     * @param href path of the record
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Change(
            String cursor,
            long graphVersion,
            Instant at,
            String by,
            @Nullable String imported,
            @Schema(ref = "ChangeOperation") String change,

            @Schema(enumeration = {"entity", "relationship", "evidence"})
            String record,

            @Nullable String kind,
            String id,
            @Nullable String into,
            @Nullable String subject,
            String href) {}

    /**
     * A page of the feed.
     *
     * @param changes the changes that match
     * @param reached the position up to which the feed was read
     * @param more whether entries may follow
     */
    public record Page(List<Change> changes, Position reached, boolean more) {}

    /** The changes after a position. */
    public Page after(Position position, Criteria criteria, int limit) {
        return graph.readOne(
                        CHANGES,
                        Map.of(
                                "since",
                                position.version(),
                                "entry",
                                position.entry(),
                                "size",
                                PART_SIZE,
                                "bound",
                                PARTS,
                                "kinds",
                                criteria.kinds(),
                                "ops",
                                criteria.ops(),
                                "by",
                                criteria.by() == null ? "" : criteria.by(),
                                "origin",
                                criteria.imported() == null ? "" : criteria.imported(),
                                "limit",
                                limit),
                        Languages.ANY,
                        row -> page(row, position, limit))
                .orElseThrow();
    }

    private static Page page(Row row, Position position, int limit) {
        var changes = row.rows("entries").stream().map(ChangeFeed::change).toList();
        if (changes.size() == limit) {
            return new Page(changes, Position.fromString(changes.getLast().cursor()), true);
        }
        Position reached = row.values().get("lastVersion") == null
                ? position
                : new Position(row.number("lastVersion"), row.number("lastEntry"));
        return new Page(changes, reached, Boolean.TRUE.equals(row.values().get("more")));
    }

    private static Change change(Row row) {
        String kind = row.text("kind");
        boolean evidence = kind.equals("evidence");
        boolean relationship = Arrays.stream(RelationshipType.values())
                .anyMatch(type -> type.wire().equals(kind));
        String record = evidence ? "evidence" : relationship ? "relationship" : "entity";
        String path = evidence ? "evidence" : relationship ? "relationships" : "entities";
        return new Change(
                new Position(row.number("version"), row.number("entry")).toString(),
                row.number("version"),
                (Instant) row.values().get("at"),
                row.text("by"),
                row.text("origin"),
                row.text("op"),
                record,
                evidence ? null : kind,
                row.text("id"),
                evidence ? null : row.text("other"),
                evidence ? row.text("other") : null,
                "/v1/" + path + "/" + row.text("id"));
    }

    /** Whether more than half of the deadline of the request is over. */
    public boolean isLate() {
        return graph.isLate();
    }

    /** The position after all changes before an instant. */
    public Position before(Instant instant) {
        return graph.readOne(
                        VERSION_AT,
                        Map.of("instant", instant.atZone(ZoneOffset.UTC)),
                        Languages.ANY,
                        row -> Position.after(row.number("version")))
                .orElse(Position.START);
    }
}
