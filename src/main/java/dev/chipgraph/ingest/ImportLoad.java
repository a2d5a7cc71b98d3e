package dev.chipgraph.ingest;

import dev.chipgraph.change.Author;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.ingest.ImportJob.Changed;
import dev.chipgraph.ingest.ImportRun.CannotContinue;
import java.util.Map;

/** Loads the valid records of an import in batches, each in a transaction that is executed once. */
final class ImportLoad {

    private static final String REJECTED = "rejected";

    private final ImportJob job;
    private final ImportBatches batches;
    private final Imports imports;
    private final Ledger ledger;
    private final ImportProgress progress;
    private final RowIndex index;
    private final ImportPrune prune;

    ImportLoad(
            ImportJob job,
            ImportBatches batches,
            Imports imports,
            Ledger ledger,
            ImportProgress progress,
            RowIndex index,
            ImportPrune prune) {
        this.job = job;
        this.batches = batches;
        this.imports = imports;
        this.ledger = ledger;
        this.progress = progress;
        this.index = index;
        this.prune = prune;
    }

    void run() {
        batches.forEach(this::load);
    }

    /**
     * Counts what the records would change, by loading them in one transaction that is rolled back.
     *
     * @return the changes, and a note about entities that pruning would keep, or null
     */
    Preview preview() {
        return ledger.preview(transaction -> {
            batches.forEach((batch, name) -> {
                if (job.prune()) {
                    prune.keep(batch, ReferenceIndex.of(transaction, batch.references()));
                }
                String rejected = record(batch, transaction);
                if (rejected != null) {
                    throw changed(rejected + ".");
                }
                progress.heartbeat();
            });
            String note = job.prune() ? prune.run(transaction::run, (request, work) -> work.accept(transaction)) : null;
            return new Preview(Changed.by(transaction), note);
        });
    }

    /** What an import would do. */
    record Preview(Changed changed, String note) {}

    private void load(RecordBatch batch, String name) {
        if (job.prune()) {
            prune.keep(batch, ReferenceIndex.of(imports::read, batch.references()));
        }
        int size = batch.size();
        var author = new Author(job.by(), job.id(), "%s %s %s".formatted(job.id(), name, batch.digest()), "");
        Receipt receipt;
        try {
            receipt = ledger.load(author, transaction -> load(batch, transaction, size));
        } catch (ChangeRejected e) {
            throw changed(e.getMessage());
        }
        var details = receipt.outcome().details();
        if (details.containsKey(REJECTED)) {
            throw changed(details.get(REJECTED) + ".");
        }
        if (!receipt.repeated()) {
            progress.set("tries", 1);
        }
        progress.add(size, Changed.of(details));
    }

    private Outcome load(RecordBatch batch, WriteTransaction transaction, int size) {
        progress.confirm(transaction);
        String rejected = record(batch, transaction);
        return rejected == null
                ? new Outcome(true, "", progress.count(transaction, size).toMap())
                : new Outcome(false, "", Map.of(REJECTED, rejected));
    }

    /** Records a batch; returns the reason when it does not fit the graph any more. */
    private String record(RecordBatch batch, WriteTransaction transaction) {
        var known = ReferenceIndex.of(transaction, batch.references());
        batch.check(known, index::brings);
        if (!batch.rejections().isEmpty()) {
            return batch.rejections().getFirst().toString();
        }
        batch.redirect(known);
        Importer.record(batch, transaction);
        return null;
    }

    private static CannotContinue changed(String reason) {
        return new CannotContinue("The graph was changed while the import was checked: " + reason);
    }
}
