package dev.chipgraph.ingest;

import dev.chipgraph.ingest.ImportRun.Opening;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** The valid records of an import in batches. */
final class ImportBatches {

    private final Opening opening;
    private final RowIndex index;
    private final boolean entitiesFirst;
    private final int batchSize;
    private final Runnable heartbeat;

    /**
     * @param entitiesFirst whether relationships precede their ends in the files, so that entities need a first pass
     * @param heartbeat runs every second while the next batch is not yet read
     */
    ImportBatches(Opening opening, RowIndex index, boolean entitiesFirst, int batchSize, Runnable heartbeat) {
        this.opening = opening;
        this.index = index;
        this.entitiesFirst = entitiesFirst;
        this.batchSize = batchSize;
        this.heartbeat = heartbeat;
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
        var number = new AtomicInteger();
        try (RecordSource records = opening.open()) {
            ReadAhead.forEach(
                    () -> batch(records, what),
                    batch -> batch.size() == 0,
                    heartbeat,
                    batch -> action.accept(batch, what + "-" + number.incrementAndGet()));
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
        batch.prepare();
        return batch;
    }
}
