package dev.chipgraph.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The state of an import, as the service reports it.
 *
 * @param rejections number of rejected rows
 * @param duplicates number of entities that are probably the same as others
 * @param secondsLeft estimated time to the end; null when unknown
 * @param warnings what its sender should check
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record JobStatus(
        String id,
        String state,
        boolean dryRun,
        Rows rows,
        double rowsPerSecond,
        Double secondsLeft,
        Changed changed,
        long rejections,
        long duplicates,
        String detail,
        List<String> warnings) {

    static final String LOADING = "loading";
    static final String DONE = "done";

    private static final Set<String> ENDS = Set.of(DONE, "rejected", "failed", "cancelled");

    /** Numbers of rows; all rows are read before the first is loaded. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rows(long read, long accepted, long rejected, long loaded) {}

    /** Numbers of new or changed entities, relationships and evidence. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Changed(long entities, long relationships, long evidence) {}

    JobStatus {
        rows = rows == null ? new Rows(0, 0, 0, 0) : rows;
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        changed = changed == null ? new Changed(0, 0, 0) : changed;
    }

    boolean ended() {
        return ENDS.contains(state);
    }

    String summary() {
        return "%s %s: %,d rows read, %,d accepted, %,d rejected; %s %,d entities, %,d relationships, %,d pieces of evidence%s"
                .formatted(
                        id,
                        state,
                        rows.read(),
                        rows.accepted(),
                        rows.rejected(),
                        dryRun ? "would change" : "changed",
                        changed.entities(),
                        changed.relationships(),
                        changed.evidence(),
                        (detail == null ? "" : "\n" + detail)
                                + warnings.stream()
                                        .map(warning -> "\nWarning: " + warning)
                                        .collect(Collectors.joining()));
    }
}
