package dev.chipgraph.ingest;

import dev.chipgraph.change.Author;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.ingest.ImportJob.Changed;
import dev.chipgraph.ingest.ImportRun.CannotContinue;
import dev.chipgraph.ingest.ImportRun.Opening;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Loads the valid records of an import in batches, each in a transaction that is executed once. */
final class ImportLoad {

    private static final String REJECTED = "rejected";

    private final ImportJob job;
    private final Opening opening;
    private final Imports imports;
    private final ImportConfig config;
    private final Ledger ledger;
    private final ImportProgress progress;
    private final RowIndex index;
    private final ImportPrune prune;

    ImportLoad(
            ImportJob job,
            Opening opening,
            Imports imports,
            ImportConfig config,
            Ledger ledger,
            ImportProgress progress,
            RowIndex index,
            ImportPrune prune) {
        this.job = job;
        this.opening = opening;
        this.imports = imports;
        this.config = config;
        this.ledger = ledger;
        this.progress = progress;
        this.index = index;
        this.prune = prune;
    }

    /** Loads the records; entities in a first pass when relationships precede them in the files. */
    void run(boolean entitiesFirst) {
        if (entitiesFirst) {
            pass(RecordBatch.ENTITIES);
            pass(RecordBatch.RELATIONSHIPS);
        } else {
            pass(RecordBatch.ENTITIES | RecordBatch.RELATIONSHIPS);
        }
    }

    /** Reads a batch while the previous one is loaded. */
    private void pass(int what) {
        try (RecordSource records = opening.open();
                var reader = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<RecordBatch> reading = () -> batch(records, what);
            var next = reader.submit(reading);
            for (int number = 1; ; number++) {
                RecordBatch batch = await(next);
                if (batch.size() == 0) {
                    return;
                }
                next = reader.submit(reading);
                load(batch, what + "-" + number);
            }
        }
    }

    private RecordBatch batch(RecordSource records, int what) {
        var batch = new RecordBatch();
        while (batch.size() < config.batch() && records.hasNext()) {
            var row = records.next();
            if (row.json() != null && !index.isInvalid(row)) {
                batch.read(row, what);
            }
        }
        return batch;
    }

    private static RecordBatch await(Future<RecordBatch> batch) {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("The service stops.");
        }
    }

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
        var known = ReferenceIndex.of(transaction, batch.references());
        batch.check(known, index::brings);
        if (!batch.rejections().isEmpty()) {
            return new Outcome(
                    false, "", Map.of(REJECTED, batch.rejections().getFirst().toString()));
        }
        batch.redirect(known);
        Importer.record(batch, transaction);
        return new Outcome(true, "", progress.count(transaction, size).toMap());
    }

    private static CannotContinue changed(String reason) {
        return new CannotContinue("The graph was changed while the import was checked: " + reason);
    }
}
