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

/**
 * What changed, in the order in which it was committed. A position in the feed is a version of the graph and the number of
 * an entry in it; all entries of a version are there at once, so who goes on after a position misses nothing and gets
 * nothing twice, on whichever instance.
 */
@ApplicationScoped
public class ChangeFeed {

    private static final Statement CHANGES = Statement.of("query/changes");
    private static final Statement VERSION_AT = Statement.of("query/version_at");
    private static final Pattern POSITION = Pattern.compile("(\\d{1,15})-(\\d{1,9})");

    /** The maximum number of entries in a stored part of the feed. Stored parts are numbered by it, so it is part of the format. */
    public static final int PART_SIZE = 1_000;

    /** The maximum number of parts to read for one page. */
    private static final int PARTS = 50;

    private final Graph graph;

    ChangeFeed(Graph graph) {
        this.graph = graph;
    }

    /**
     * A position in the feed.
     *
     * @param version version of the graph
     * @param entry number of an entry in it
     */
    public record Position(long version, long entry) {

        /** Before everything. */
        public static final Position START = new Position(0, 0);

        /** After all of a version. */
        public static Position after(long version) {
            return new Position(version, 999_999_999);
        }

        /**
         * Reads what {@link #toString} writes.
         *
         * @throws IllegalArgumentException when it is no position
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
     * Which changes.
     *
     * @param kinds kinds of entity, types of relationship and {@code evidence}; all of them when empty
     * @param ops what was done; all of it when empty
     * @param by who did it; anybody when null
     * @param imported id of the import that did it; any or none when null
     */
    public record Criteria(List<String> kinds, List<String> ops, String by, String imported) {}

    /**
     * That something was changed.
     *
     * @param cursor its position in the feed
     * @param graphVersion version of the graph that the change made
     * @param at when it was recorded
     * @param by who made it
     * @param imported id of the import that it belongs to
     * @param change created, updated, deleted, merged or restored
     * @param record what was changed: entity, relationship or evidence
     * @param kind kind of the entity or type of the relationship
     * @param id its id
     * @param into id of what an entity was merged into
     * @param subject id of what evidence is about
     * @param href where it can be read
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Change(
            String cursor,
            long graphVersion,
            Instant at,
            String by,
            String imported,
            String change,
            String record,
            String kind,
            String id,
            String into,
            String subject,
            String href) {}

    /**
     * A part of the feed.
     *
     * @param changes the changes that fit
     * @param reached how far the feed was looked through
     * @param more whether it may go on after that
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
                        Languages.accepting(null),
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

    /** Whether half of the request's time is gone. */
    public boolean isLate() {
        return graph.isLate();
    }

    /** The position after all that was recorded before an instant. */
    public Position before(Instant instant) {
        return graph.readOne(
                        VERSION_AT,
                        Map.of("instant", instant.atZone(ZoneOffset.UTC)),
                        Languages.accepting(null),
                        row -> Position.after(row.number("version")))
                .orElse(Position.START);
    }
}
