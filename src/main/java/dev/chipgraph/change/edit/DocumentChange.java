package dev.chipgraph.change.edit;

import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.Subject;
import dev.chipgraph.change.record.DesiredValues;
import dev.chipgraph.change.record.EvidenceRow;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.Relationship;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The change of the document of an entity or relationship: of its evidence, and of what is shown of it. */
final class DocumentChange {

    private DocumentChange() {}

    static void write(Entity before, Entity after, RecordWriter writer) {
        write(
                Subject.of(before),
                before.evidence(),
                ImportFormat.of(before),
                after.evidence(),
                ImportFormat.of(after),
                writer);
    }

    static void write(Relationship before, Relationship after, RecordWriter writer) {
        write(
                Subject.of(before),
                before.evidence(),
                ImportFormat.of(before),
                after.evidence(),
                ImportFormat.of(after),
                writer);
    }

    /**
     * Writes the evidence that differs, withdraws the evidence that is missing, and has the wanted values shown.
     * Evidence without claims claims the wanted values. Evidence that stays keeps its id.
     */
    private static void write(
            Subject subject,
            List<Evidence> before,
            Map<String, Object> shown,
            List<Evidence> after,
            Map<String, Object> wanted,
            RecordWriter writer) {
        var missing = new ArrayList<>(before);
        var differing = new ArrayList<Integer>();
        for (int i = 0; i < after.size(); i++) {
            var document = ImportFormat.of(after.get(i));
            var same = find(missing, record -> ImportFormat.of(record).equals(document));
            same.ifPresent(missing::remove);
            if (same.isEmpty()) {
                differing.add(i);
            }
        }
        var completed = ClaimFields.complete(after, wanted);
        var taken = before.stream().map(Evidence::id).collect(Collectors.toCollection(HashSet::new));
        String source = null;
        for (int i : differing) {
            Evidence record = completed.get(i);
            var replaced = find(missing, other -> GeneratedIds.place(other).equals(GeneratedIds.place(record)));
            replaced.ifPresent(missing::remove);
            EvidenceRow row = replaced.map(other -> EvidenceRow.replacing(other.id(), subject, record))
                    .orElseGet(() -> EvidenceRow.withFreeId(subject, record, taken));
            writer.evidence(row);
            taken.add(row.id());
            source = replaced.isEmpty() && source == null ? record.source().id() : source;
        }
        writer.withdrawEvidence(missing.stream().map(Evidence::id).toList());
        var values = ClaimFields.differing(ClaimFields.fields(shown), ClaimFields.fields(wanted));
        if (!values.isEmpty()) {
            writer.show(subject, new DesiredValues(values, source, null, false));
        }
    }

    private static Optional<Evidence> find(List<Evidence> evidence, Predicate<Evidence> choice) {
        return evidence.stream().filter(choice).findFirst();
    }
}
