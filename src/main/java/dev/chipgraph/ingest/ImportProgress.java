package dev.chipgraph.ingest;

import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.ingest.ImportJob.Changed;
import dev.chipgraph.ingest.Imports.Mistake;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counters, rejections and heartbeat of a running import, as the database has them. */
final class ImportProgress {

    private static final Statement PROGRESS = Statement.of("import/progress");
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final int ROWS_AT_ONCE = 1_000;

    private final ImportJob job;
    private final String worker;
    private final Imports imports;
    private final ImportConfig config;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<Mistake> rejections = new ArrayList<>();
    private final List<ImportDuplicate> duplicates = new ArrayList<>();
    private long read;
    private long accepted;
    private long rejected;
    private long listed;
    private long listedDuplicates;
    private long loaded;
    private Changed changed = Changed.NOTHING;
    private Changed total;
    private long lastHeartbeat = System.nanoTime();

    /** The import was cancelled, or another worker has taken it over. */
    static final class Interrupted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean cancelled;

        private Interrupted(boolean cancelled) {
            this.cancelled = cancelled;
        }

        boolean isCancelled() {
            return cancelled;
        }
    }

    ImportProgress(ImportJob job, String worker, Imports imports, ImportConfig config) {
        this.job = job;
        this.worker = worker;
        this.imports = imports;
        this.config = config;
    }

    void countRead() {
        read++;
    }

    void countAccepted() {
        accepted++;
    }

    /** Counts a row as rejected that was counted as accepted before. */
    void withdrawAccepted() {
        accepted--;
    }

    void countRejected() {
        rejected++;
    }

    long accepted() {
        return accepted;
    }

    long rejected() {
        return rejected;
    }

    /** Number of loaded records, including those of a worker that failed; their batches are skipped one by one. */
    long loaded() {
        return Math.max(loaded, job.rows().loaded());
    }

    /** Adds a rejection to the list, as long as the list has room. */
    void reject(RecordSource.Read row, String field, String message) {
        if (listed + rejections.size() < config.maxRejections()) {
            rejections.add(new Mistake(row.file(), row.line(), field, message));
        }
        if (rejections.size() >= ROWS_AT_ONCE) {
            flush();
        }
    }

    /** Starts to count anew, because the rows are read again from the first. */
    void restart() {
        read = 0;
        accepted = 0;
        rejected = 0;
        listed = 0;
        rejections.clear();
        listedDuplicates = 0;
        duplicates.clear();
    }

    /** Adds a probable duplicate to the list, as long as the list has room. */
    void report(ImportDuplicate duplicate) {
        if (listedDuplicates + duplicates.size() < config.maxRejections()) {
            duplicates.add(duplicate);
        }
        if (duplicates.size() >= ROWS_AT_ONCE) {
            flush();
        }
    }

    void flush() {
        if (!duplicates.isEmpty()) {
            imports.reportDuplicates(job.id(), listedDuplicates, duplicates);
            listedDuplicates += duplicates.size();
            duplicates.clear();
        }
        if (!rejections.isEmpty()) {
            imports.reject(job.id(), listed, rejections);
            listed += rejections.size();
            rejections.clear();
        }
    }

    /** Sets a property of the import that the next report writes. */
    void set(String property, Object value) {
        properties.put(property, value);
    }

    /** Sets what the import has changed in all, or what a dry run would change. */
    void setTotal(Changed changes) {
        total = changes;
    }

    /** Reports the progress when the last report is older than a second. */
    void heartbeat() {
        if (System.nanoTime() - lastHeartbeat > HEARTBEAT.toNanos()) {
            report(Map.of());
        }
    }

    /**
     * Writes the progress and further properties.
     *
     * @throws Interrupted when the import was cancelled or taken over
     */
    void report(Map<String, Object> more) {
        if (write(more)) {
            throw new Interrupted(true);
        }
    }

    /** Writes the last report, with the state in which the import ends. */
    void end(Map<String, Object> last) {
        flush();
        write(last);
    }

    /** Returns whether the import was cancelled. */
    private boolean write(Map<String, Object> more) {
        lastHeartbeat = System.nanoTime();
        properties.putAll(more);
        var answers = imports.writeAuxiliary(
                PROGRESS,
                progress(0, Changed.NOTHING),
                row -> Boolean.TRUE.equals(row.values().get("cancelled")));
        if (answers.isEmpty()) {
            throw new Interrupted(false);
        }
        return answers.getFirst();
    }

    /** Renews the lease within the transaction of a batch: only the worker that holds the import loads it. */
    void confirm(WriteTransaction transaction) {
        confirm(transaction, 0, Changed.NOTHING);
    }

    /** Counts what a batch changed in its own transaction, so that a crash right after it leaves the count correct. */
    Changed count(WriteTransaction transaction, long records) {
        var changes = Changed.by(transaction);
        confirm(transaction, records, changes);
        return changes;
    }

    private void confirm(WriteTransaction transaction, long records, Changed changes) {
        if (transaction.run(PROGRESS, progress(records, changes)).isEmpty()) {
            throw new Interrupted(false);
        }
    }

    /** Adds a committed batch to the counters. */
    void add(long records, Changed changes) {
        loaded += records;
        changed = changed.plus(changes);
        report(Map.of());
    }

    private Map<String, Object> progress(long records, Changed changes) {
        var all = new HashMap<>(properties);
        // A worker that took the import over has not counted what the worker before it changed.
        Changed sum = total == null ? changed.plus(changes).atLeast(job.changed()) : total;
        all.put("read", read);
        all.put("accepted", accepted);
        all.put("rejected", rejected);
        all.put("listed", listed);
        all.put("duplicates", listedDuplicates);
        all.put("loaded", Math.max(loaded + records, job.rows().loaded()));
        all.put("changedEntities", sum.entities());
        all.put("changedRelationships", sum.relationships());
        all.put("changedEvidence", sum.evidence());
        ZonedDateTime until = imports.now().plus(config.lease());
        return Map.of("id", job.id(), "worker", worker, "until", until, "properties", all);
    }
}
