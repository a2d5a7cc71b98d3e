package dev.chipgraph.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.graph.Row;
import dev.chipgraph.model.WireName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An import under way, or one that has ended.
 *
 * @param id its id
 * @param name what its sender calls it: by default the names of its files
 * @param state how far it is
 * @param mode whether one bad row keeps all of it out
 * @param dryRun whether it is only checked
 * @param prune whether what the source supports no longer is withdrawn
 * @param source of a pruning import, the source
 * @param mapping name of the mapping; absent for files in the import format
 * @param files names of its files
 * @param by who sent it
 * @param createdAt when it was taken up
 * @param startedAt when work on it began
 * @param finishedAt when it ended
 * @param rows how far the work is
 * @param rowsPerSecond rate of what is being done
 * @param secondsLeft time that loading will take yet, by the rate so far
 * @param changed what it changed so far
 * @param rejections number of mistakes that are listed under its rejections
 * @param detail what is to be said about its end
 * @param parted whether entities are loaded before relationships, because some come later than what refers to them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Import", description = "An import under way, or one that has ended.")
public record ImportJob(
        String id,
        String name,
        State state,
        Mode mode,
        boolean dryRun,
        boolean prune,
        String source,
        String mapping,
        List<String> files,
        String by,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Rows rows,
        Double rowsPerSecond,
        Long secondsLeft,
        Changed changed,
        long rejections,
        String detail,
        @JsonIgnore boolean parted) {

    /** How far an import is. */
    @Schema(name = "ImportState")
    public enum State implements WireName {
        /** It waits for its turn. */
        QUEUED,
        /** Its rows are read and checked; nothing is written yet. */
        CHECKING,
        /** Its records are being loaded. */
        LOADING,
        /** All that was accepted is in the graph, or would be if it were not a dry run. */
        DONE,
        /** Nothing was loaded, because of its rejections. */
        REJECTED,
        /** It broke off; the detail tells what was loaded. Sent again, it goes on where it broke off. */
        FAILED,
        /** It was ended on demand; the detail tells what was loaded. */
        CANCELLED;

        private static final Set<State> ENDS = Set.of(DONE, REJECTED, FAILED, CANCELLED);

        public boolean isEnd() {
            return ENDS.contains(this);
        }

        @Override
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is done about bad rows. */
    @Schema(name = "ImportMode")
    public enum Mode implements WireName {
        /** One bad row, and nothing is loaded. */
        STRICT,
        /** Good rows are loaded, bad ones listed. */
        LENIENT;

        public static Mode fromString(String wire) {
            return WireName.read(Mode.class, wire);
        }

        @Override
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How many rows, or records made of rows by a mapping.
     *
     * @param read read so far
     * @param accepted of those, how many are fit to be loaded
     * @param rejected of those, how many are not
     * @param loaded of those accepted, how many were loaded so far
     */
    @Schema(name = "ImportRows")
    public record Rows(long read, long accepted, long rejected, long loaded) {}

    /**
     * What is new or changed in the graph.
     *
     * @param entities entities
     * @param relationships relationships
     * @param evidence records of evidence
     */
    @Schema(name = "ImportChanges")
    public record Changed(long entities, long relationships, long evidence) {}

    static ImportJob of(Row row) {
        Instant started = (Instant) row.values().get("phaseStartedAt");
        Instant ended = (Instant) row.values().get("finishedAt");
        State state = WireName.read(State.class, row.text("state"));
        var rows =
                new Rows(number(row, "read"), number(row, "accepted"), number(row, "rejected"), number(row, "loaded"));
        boolean loads = state == State.LOADING || (state.isEnd() && rows.loaded() > 0);
        long done = loads ? rows.loaded() : rows.read();
        Double rate = done == 0
                ? null
                : rate(started, ended == null ? Clock.systemUTC().instant() : ended, done);
        return new ImportJob(
                row.text("id"),
                row.text("name"),
                state,
                WireName.read(Mode.class, row.text("mode")),
                Boolean.TRUE.equals(row.values().get("dryRun")),
                Boolean.TRUE.equals(row.values().get("prune")),
                row.text("source"),
                row.text("mappingName"),
                row.texts("files"),
                row.text("by"),
                (Instant) row.values().get("createdAt"),
                (Instant) row.values().get("startedAt"),
                ended,
                rows,
                rate,
                state == State.LOADING && rate != null && rate > 0
                        ? (long) Math.ceil((rows.accepted() - rows.loaded()) / rate)
                        : null,
                new Changed(
                        number(row, "changedEntities"),
                        number(row, "changedRelationships"),
                        number(row, "changedEvidence")),
                number(row, "listed"),
                row.text("detail"),
                Boolean.TRUE.equals(row.values().get("parted")));
    }

    private static Double rate(Instant from, Instant to, long rows) {
        if (from == null) {
            return null;
        }
        long millis = Math.max(1, Duration.between(from, to).toMillis());
        return Math.round(rows * 10_000.0 / millis) / 10.0;
    }

    private static long number(Row row, String column) {
        return row.values().get(column) instanceof Number number ? number.longValue() : 0;
    }
}
