package dev.chipgraph.ingest;

import dev.chipgraph.change.Ledger;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.ingest.ImportJob.Mode;
import dev.chipgraph.ingest.ImportJob.State;
import dev.chipgraph.ingest.Imports.TooLarge;
import dev.chipgraph.ingest.identity.DuplicateFinder;
import dev.chipgraph.ingest.identity.EntityLookup;
import dev.chipgraph.ingest.mapping.SpillStore;
import dev.chipgraph.model.Plural;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Runs one import. It checks all rows first and then, unless a row is invalid in strict mode, loads them in batches. Each
 * batch is a transaction that is executed once, so a worker that takes an import over starts from the beginning and
 * skips the batches that were loaded.
 */
final class ImportRun {

    private static final Logger LOG = Logger.getLogger(ImportRun.class);

    private final ImportJob job;
    private final Opening opening;
    private final Imports imports;
    private final ImportConfig config;
    private final Ledger ledger;
    private final ImportProgress progress;
    private final EntityLookup lookup;

    /** Opens the records of the import from the beginning. */
    interface Opening {
        RecordSource open();
    }

    /** The load cannot continue; the message gives the reason. */
    static final class CannotContinue extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CannotContinue(String message) {
            super(message);
        }
    }

    ImportRun(ImportJob job, String worker, Opening opening, Imports imports, ImportConfig config, Ledger ledger) {
        this.job = job;
        this.opening = opening;
        this.imports = imports;
        this.config = config;
        this.ledger = ledger;
        lookup = new EntityLookup(imports::read);
        progress = new ImportProgress(job, worker, imports, config);
    }

    /** Runs until the import has ended, or another worker has it. */
    void run() {
        try {
            start(State.CHECKING, Map.of());
            checkAndLoad();
        } catch (ImportProgress.Interrupted interrupted) {
            if (interrupted.isCancelled()) {
                end(State.CANCELLED, loadedSoFar());
            }
        } catch (TooLarge | CannotContinue e) {
            end(State.FAILED, e.getMessage() + " " + loadedSoFar());
        } catch (DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // A retry would fail in the same way.
            LOG.errorf(e, "Import %s failed", job.id());
            String reason = e instanceof VirtualMachineError
                    ? "The import needs more memory than the service has"
                    : "The service has failed";
            end(State.FAILED, reason + "; the log tells why. " + loadedSoFar());
        }
    }

    /** Finds the entities that records mean only when a record refers to one: it takes reading the files again. */
    private void checkAndLoad() {
        try (var store = new SpillStore()) {
            checkAndLoad(() -> opening.open().numbered(), false, store);
        } catch (ImportCheck.ReferencesFound found) {
            progress.restart();
            try (var store = new SpillStore()) {
                var resolved = ResolvedRecords.resolve(opening, store, lookup, config.batch(), progress::heartbeat);
                checkAndLoad(() -> resolved.open().numbered(), true, store);
            }
        }
    }

    private void checkAndLoad(Opening records, boolean resolved, SpillStore store) {
        var index = new RowIndex(store);
        var cycles = new ImportCycles(job, imports, store, index, progress);
        var duplicates = new DuplicateFinder(store, lookup);
        new ImportCheck(job, records, resolved, imports, config, progress, index, cycles, duplicates).run();
        if (progress.rejected() > 0 && job.mode() == Mode.STRICT) {
            endRejected();
        } else {
            boolean entitiesFirst = job.parted() || index.hasForward();
            var batches = new ImportBatches(records, index, entitiesFirst, config.batch(), progress::heartbeat);
            var prune = new ImportPrune(job, imports, ledger, progress, store);
            var load = new ImportLoad(job, batches, imports, ledger, progress, index, prune);
            if (job.dryRun()) {
                preview(load);
            } else {
                start(State.LOADING, Map.of("parted", entitiesFirst));
                load(load, prune);
            }
        }
    }

    private void preview(ImportLoad load) {
        if (progress.accepted() > config.maxPreview()) {
            end(
                    State.DONE,
                    "Nothing was loaded: this was a dry run. Its changes were not counted, because it has more than %,d records."
                            .formatted(config.maxPreview()));
            return;
        }
        var preview = load.preview();
        progress.setTotal(preview.changed());
        end(
                State.DONE,
                "Nothing was loaded: this was a dry run." + (preview.note() == null ? "" : " " + preview.note()));
    }

    private void load(ImportLoad load, ImportPrune prune) {
        long before = imports.nodes();
        load.run();
        String note = job.prune() ? prune.run() : null;
        progress.setTotal(imports.changed(job.id()));
        end(State.DONE, note);
        replan(before);
    }

    /**
     * Drops the plans when the graph has at least doubled: a plan for a small graph may take very long in a large one. Below
     * that they stay, because clients would wait while their questions are planned, and the database itself replans what
     * its statistics outgrow. The import has ended, so a failure here is only logged.
     */
    private void replan(long nodesBefore) {
        try {
            if (imports.nodes() >= 2 * nodesBefore) {
                imports.replan();
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "The database did not replan after the import %s", job.id());
        }
    }

    private void endRejected() {
        if (progress.loaded() == 0) {
            end(
                    State.REJECTED,
                    "Nothing was loaded, because of "
                            + Plural.of(progress.rejected(), "1 invalid row.", "%d invalid rows."));
        } else {
            end(
                    State.FAILED,
                    "The graph changed during the import, so that %s now. %s"
                            .formatted(
                                    Plural.of(progress.rejected(), "1 row is invalid", "%d rows are invalid"),
                                    loadedSoFar()));
        }
    }

    private String loadedSoFar() {
        return progress.loaded() == 0
                ? "Nothing was loaded."
                : "%s; /v1/changes?import=%s lists what changed."
                        .formatted(
                                Plural.of(
                                        progress.loaded(),
                                        "1 record was loaded and stays",
                                        "%d records were loaded and stay"),
                                job.id());
    }

    private void start(State phase, Map<String, Object> more) {
        progress.set("state", phase.wire());
        progress.set("phaseStartedAt", imports.now());
        progress.report(more);
    }

    private void end(State state, String detail) {
        var last = new LinkedHashMap<String, Object>();
        last.put("state", state.wire());
        last.put("finishedAt", imports.now());
        last.put("detail", detail);
        last.put("mapping", null);
        progress.end(last);
        imports.drop(job.id());
    }
}
