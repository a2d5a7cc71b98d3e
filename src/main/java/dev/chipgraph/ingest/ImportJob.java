package dev.chipgraph.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.graph.Row;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.WireName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An import that waits, runs or has ended.
 *
 * @param id its id
 * @param name its name, by default the names of its files
 * @param state its state
 * @param mode whether one invalid row prevents the whole import
 * @param dryRun whether to check the rows without loading them
 * @param prune whether to withdraw what the source no longer supports
 * @param source id of the source to prune; null without pruning
 * @param mapping name of the mapping; null for files in the import format
 * @param files names of its files
 * @param by principal that sent it
 * @param createdAt when it was accepted
 * @param startedAt when it started
 * @param finishedAt when it ended
 * @param rows numbers of rows
 * @param rowsPerSecond rate of the current phase
 * @param secondsLeft estimated time to the end of loading
 * @param changed numbers of changes so far
 * @param rejections number of listed rejections
 * @param duplicates number of entities that are probably the same as others
 * @param detail explains the end of the import
 * @param warnings what its sender should check although it is no mistake; null when there is nothing
 * @param parted whether entities are loaded in a first pass, because relationships precede them in the files
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Import", description = "An import that waits, runs or has ended.")
public record ImportJob(
        String id,
        String name,
        State state,
        Mode mode,
        boolean dryRun,
        boolean prune,
        @Nullable String source,
        @Nullable String mapping,
        List<String> files,
        String by,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Rows rows,
        @Nullable Double rowsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable Changed changed,
        long rejections,
        long duplicates,
        @Nullable String detail,
        @Nullable List<String> warnings,
        @JsonIgnore boolean parted) {

    /** The states of an import. */
    @Schema(name = "ImportState")
    public enum State implements WireName {
        /** It waits for a worker. */
        QUEUED,
        /** Its rows are being checked; nothing is written yet. */
        CHECKING,
        /** Its records are being loaded. */
        LOADING,
        /** All accepted records are loaded, or would be without dryRun. */
        DONE,
        /** Nothing was loaded because rows were rejected. */
        REJECTED,
        /** It failed; the detail says what was loaded. Sending the files again loads the rest. */
        FAILED,
        /** It was cancelled; the detail says what was loaded. */
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

    /** How to treat invalid rows. */
    @Schema(name = "ImportMode")
    public enum Mode implements WireName {
        /** One invalid row prevents the whole import. */
        STRICT,
        /** Valid rows are loaded, invalid rows are listed. */
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
     * Numbers of rows, or of the records that a mapping makes from rows.
     *
     * @param read rows read so far
     * @param accepted valid rows
     * @param rejected invalid rows
     * @param loaded rows loaded so far
     */
    @Schema(name = "ImportRows")
    public record Rows(long read, long accepted, long rejected, long loaded) {}

    /**
     * Numbers of new or changed things in the graph.
     *
     * @param entities entities
     * @param relationships relationships
     * @param evidence records of evidence
     */
    @Schema(name = "ImportChanges")
    public record Changed(long entities, long relationships, long evidence) {

        static final Changed NOTHING = new Changed(0, 0, 0);

        private static final Set<String> KINDS = Set.copyOf(WireName.spellings(Kind.class));
        private static final Set<String> TYPES = Set.copyOf(WireName.spellings(RelationshipType.class));

        /** What a transaction has changed so far. */
        static Changed by(WriteTransaction transaction) {
            return count(transaction::changed);
        }

        /** The changes of an import, from the numbers of subjects by kind or type. */
        static Changed of(List<Row> rows) {
            return count(kinds -> rows.stream()
                    .filter(row -> kinds.test(row.text("kind")))
                    .mapToLong(row -> row.number("subjects"))
                    .sum());
        }

        private static Changed count(ToLongFunction<Predicate<String>> subjects) {
            return new Changed(
                    subjects.applyAsLong(KINDS::contains),
                    subjects.applyAsLong(TYPES::contains),
                    subjects.applyAsLong(kind -> !KINDS.contains(kind) && !TYPES.contains(kind)));
        }

        /** Reads the details of an outcome; the reverse of {@link #toMap}. */
        static Changed of(Map<String, Object> details) {
            return new Changed(
                    number(details, "entities"), number(details, "relationships"), number(details, "evidence"));
        }

        private static long number(Map<String, Object> details, String name) {
            return details.get(name) instanceof Number number ? number.longValue() : 0;
        }

        Map<String, Object> toMap() {
            return Map.of("entities", entities, "relationships", relationships, "evidence", evidence);
        }

        Changed atLeast(Changed other) {
            return new Changed(
                    Math.max(entities, other.entities),
                    Math.max(relationships, other.relationships),
                    Math.max(evidence, other.evidence));
        }

        Changed plus(Changed other) {
            return new Changed(
                    entities + other.entities, relationships + other.relationships, evidence + other.evidence);
        }
    }

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
                number(row, "duplicates"),
                row.text("detail"),
                row.texts("warnings"),
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
