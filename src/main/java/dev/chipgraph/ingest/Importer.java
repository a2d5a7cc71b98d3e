package dev.chipgraph.ingest;

import dev.chipgraph.change.Author;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.ingest.identity.EntityLookup;
import dev.chipgraph.ingest.identity.Resolution;
import dev.chipgraph.ingest.mapping.SpillStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Loads records in one transaction. Loading the same records again changes nothing; newer records supersede what
 * differs.
 */
@ApplicationScoped
public class Importer {

    private final Ledger ledger;

    Importer(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Loads the records of these lines.
     *
     * @throws ImportRejected when a line is invalid or does not fit the graph; nothing is loaded then
     */
    public ImportReport load(Stream<FileLine> lines) {
        return load(lines, transaction -> {});
    }

    /**
     * Loads the records of these lines and runs another action in the same transaction.
     *
     * @throws ImportRejected when a line is invalid or does not fit the graph; nothing is loaded then
     */
    ImportReport load(Stream<FileLine> lines, Consumer<WriteTransaction> afterwards) {
        var rows = RecordBatch.rows(lines);
        var reports = new ImportReport[1];
        try {
            var receipt = ledger.load(Author.of(Author.SERVICE), transaction -> {
                RecordBatch batch = batch(rows, transaction);
                check(batch, transaction);
                record(batch, transaction);
                afterwards.accept(transaction);
                reports[0] = report(batch, transaction);
                return new Outcome(true, "", Map.of());
            });
            return reports[0].at(receipt.version());
        } catch (ChangeRejected e) {
            throw new ImportRejected(e);
        }
    }

    /** The records of rows, with ids in place of references. */
    private static RecordBatch batch(List<RecordSource.Read> rows, WriteTransaction transaction) {
        if (rows.stream().noneMatch(row -> Resolution.isNeeded(row.json()))) {
            var batch = new RecordBatch(rows);
            refuse(batch.rejections());
            var known = ReferenceIndex.of(transaction, batch.entities().keySet());
            if (Collections.disjoint(known.merged().keySet(), batch.entities().keySet())) {
                return batch;
            }
        }
        try (var store = new SpillStore();
                var records = ResolvedRecords.resolve(
                                () -> RecordSource.of(rows),
                                store,
                                new EntityLookup(transaction::run),
                                rows.size() + 1,
                                () -> {})
                        .open()) {
            var resolved = new ArrayList<RecordSource.Read>();
            records.forEachRemaining(resolved::add);
            resolved.removeIf(RecordSource.Read::isOmitted);
            var batch = new RecordBatch(resolved);
            refuse(batch.rejections());
            return batch;
        }
    }

    static void record(RecordBatch batch, WriteTransaction transaction) {
        var writer = RecordWriter.forImport(transaction, batch.prepared());
        writer.entities(batch.entities().values());
        writer.relationships(batch.relationships().values());
        writer.updateDerived();
    }

    private static ImportReport report(RecordBatch batch, WriteTransaction transaction) {
        var changed = ImportJob.Changed.by(transaction);
        return new ImportReport(
                batch.entities().size(),
                batch.relationships().size(),
                changed.entities(),
                changed.relationships(),
                changed.evidence(),
                0);
    }

    private static void check(RecordBatch batch, WriteTransaction transaction) {
        var known = ReferenceIndex.of(transaction, batch.references());
        batch.check(known, Set.copyOf(batch.entities().keySet())::contains);
        refuse(batch.rejections());
        batch.redirect(known);
    }

    private static void refuse(List<Rejection> rejections) {
        if (!rejections.isEmpty()) {
            throw new ImportRejected(List.copyOf(rejections));
        }
    }
}
