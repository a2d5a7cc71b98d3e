package dev.chipgraph.ingest;

import dev.chipgraph.change.Author;
import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.change.record.PreparedRecords;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.graph.Digests;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.ingest.ImportJob.Changed;
import dev.chipgraph.ingest.mapping.SpillStore;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Plural;
import dev.chipgraph.model.RelationshipType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Withdraws the evidence of a source that its new edition no longer has, and whatever has no other evidence. Entities
 * that relationships refer to are kept.
 */
final class ImportPrune {

    private static final Statement SUPPORTED = Statement.of("import/supported");
    private static final int SUBJECTS_AT_ONCE = 1_000;

    private final ImportJob job;
    private final Imports imports;
    private final Ledger ledger;
    private final ImportProgress progress;

    /** Evidence that the new edition has. */
    private final Set<Long> current;

    ImportPrune(ImportJob job, Imports imports, Ledger ledger, ImportProgress progress, SpillStore store) {
        this.job = job;
        this.imports = imports;
        this.ledger = ledger;
        this.progress = progress;
        current = store.set("evidence");
    }

    /** What to withdraw together. */
    private record Withdrawal(
            List<String> entities, Map<String, RelationshipType> relationships, List<String> evidence) {}

    /** Marks the evidence of a batch as part of the new edition. */
    void keep(RecordBatch batch, ReferenceIndex known) {
        batch.entities().values().forEach(entity -> keep(entity.id(), known.current(entity.evidence())));
        batch.relationships()
                .values()
                .forEach(relationship -> keep(relationship.id(), known.current(relationship.evidence())));
    }

    private void keep(String subject, List<Evidence> evidence) {
        GeneratedIds.of(subject, evidence).forEach(id -> current.add(RowIndex.number(id)));
    }

    /** Makes a change in a transaction. */
    @FunctionalInterface
    interface Changes {

        /**
         * Makes one change.
         *
         * @param request identifies the change
         */
        void make(String request, Consumer<WriteTransaction> work);
    }

    /** Withdraws in transactions of their own; see {@link #run(BiFunction, Changes)}. */
    String run() {
        return run(
                (statement, parameters) -> imports.writeAuxiliary(statement, parameters, row -> row), this::withdraw);
    }

    /**
     * Withdraws relationships first, then entities without relationships.
     *
     * @return a note about entities that are kept, or null
     */
    String run(BiFunction<Statement, Map<String, Object>, List<Row>> reader, Changes changes) {
        String source = ReferenceIndex.of(reader, List.of(job.source())).current(job.source());
        prune(source, false, reader, changes);
        long kept = prune(source, true, reader, changes);
        return kept == 0
                ? null
                : Plural.of(
                        kept,
                        "1 entity without remaining evidence was kept, because relationships refer to it.",
                        "%d entities without remaining evidence were kept, because relationships refer to them.");
    }

    /** Returns the number of kept entities. */
    private long prune(
            String source,
            boolean ofEntities,
            BiFunction<Statement, Map<String, Object>, List<Row>> reader,
            Changes changes) {
        String after = "";
        long kept = 0;
        while (true) {
            var rows = reader.apply(SUPPORTED, Map.of("source", source, "after", after, "limit", SUBJECTS_AT_ONCE));
            if (rows.isEmpty()) {
                return kept;
            }
            after = rows.getLast().text("subject");
            var withdrawal = new Withdrawal(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
            for (var row : rows) {
                String subject = row.text("subject");
                boolean isEntity = RelationshipType.ofId(subject).isEmpty();
                if (!subject.equals(source) && isEntity == ofEntities && !add(row, subject, withdrawal)) {
                    kept++;
                }
            }
            if (!withdrawal.evidence().isEmpty()) {
                // The key of the request is what it withdraws, not a number: after a restart the numbers would differ.
                changes.make(Digests.id(withdrawal.evidence().toString()), transaction -> {
                    var writer = RecordWriter.forImport(transaction, new PreparedRecords());
                    writer.withdraw(withdrawal.entities(), withdrawal.relationships(), withdrawal.evidence());
                    writer.updateDerived();
                });
            }
        }
    }

    /** Adds what a subject loses. Returns false when it loses all evidence but relationships still refer to it. */
    private boolean add(Row row, String subject, Withdrawal withdrawal) {
        var gone = row.texts("ids").stream()
                .filter(id -> !current.contains(RowIndex.number(id)))
                .toList();
        boolean all = !gone.isEmpty() && gone.size() == row.number("records");
        if (all && Boolean.TRUE.equals(row.values().get("related"))) {
            return false;
        }
        withdrawal.evidence().addAll(gone);
        if (all) {
            RelationshipType.ofId(subject)
                    .ifPresentOrElse(
                            type -> withdrawal.relationships().put(subject, type),
                            () -> withdrawal.entities().add(subject));
        }
        return true;
    }

    private void withdraw(String what, Consumer<WriteTransaction> work) {
        var author = new Author(job.by(), job.id(), "%s prune %s".formatted(job.id(), what), "");
        var receipt = ledger.load(author, transaction -> {
            progress.confirm(transaction);
            work.accept(transaction);
            return new Outcome(true, "", progress.count(transaction, 0).toMap());
        });
        progress.add(0, Changed.of(receipt.outcome().details()));
    }
}
