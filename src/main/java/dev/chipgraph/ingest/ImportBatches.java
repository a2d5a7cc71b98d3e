package dev.chipgraph.ingest;

import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.ingest.ImportRun.Opening;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** The valid records of an import in batches. */
final class ImportBatches {

    private final Opening opening;
    private final RowIndex index;
    private final boolean entitiesFirst;
    private final int batchSize;

    /**
     * @param entitiesFirst whether relationships precede their ends in the files, so that entities need a first pass
     */
    ImportBatches(Opening opening, RowIndex index, boolean entitiesFirst, int batchSize) {
        this.opening = opening;
        this.index = index;
        this.entitiesFirst = entitiesFirst;
        this.batchSize = batchSize;
    }

    /** Passes on each batch with its name, which is the same whenever the import is run. */
    void forEach(BiConsumer<RecordBatch, String> action) {
        if (entitiesFirst) {
            pass(RecordBatch.ENTITIES, action);
            pass(RecordBatch.RELATIONSHIPS, action);
        } else {
            pass(RecordBatch.ENTITIES | RecordBatch.RELATIONSHIPS, action);
        }
    }

    /** Reads a batch while the previous one is used. */
    private void pass(int what, BiConsumer<RecordBatch, String> action) {
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
                action.accept(batch, what + "-" + number);
            }
        }
    }

    private RecordBatch batch(RecordSource records, int what) {
        var batch = new RecordBatch();
        while (batch.size() < batchSize && records.hasNext()) {
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
}
