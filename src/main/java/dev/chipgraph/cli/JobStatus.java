package dev.chipgraph.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Set;

/**
 * An import as the service tells of it.
 *
 * @param rejections how many rows were rejected
 * @param secondsLeft null when nobody can tell
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
        String detail) {

    static final String LOADING = "loading";
    static final String DONE = "done";

    private static final Set<String> ENDS = Set.of(DONE, "rejected", "failed", "cancelled");

    /** How many rows there are so far; all are read before any is loaded. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rows(long read, long accepted, long rejected, long loaded) {}

    /** What is new in the graph, or other than it was. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Changed(long entities, long relationships, long evidence) {}

    JobStatus {
        rows = rows == null ? new Rows(0, 0, 0, 0) : rows;
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
                        detail == null ? "" : "\n" + detail);
    }
}
