package dev.chipgraph.change.edit;

import dev.chipgraph.change.Subject;
import dev.chipgraph.change.record.DesiredValues;
import dev.chipgraph.change.record.EvidenceRow;
import dev.chipgraph.change.record.RecordWriter;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.Relationship;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * Evidence without claims claims the wanted values.
     */
    private static void write(
            Subject subject,
            List<Evidence> before,
            Map<String, Object> shown,
            List<Evidence> after,
            Map<String, Object> wanted,
            RecordWriter writer) {
        var missing = new LinkedHashMap<String, Evidence>();
        before.forEach(record -> missing.put(record.id(), record));
        var rows = EvidenceRow.of(subject, ClaimFields.complete(after, wanted));
        String source = null;
        for (int i = 0; i < after.size(); i++) {
            EvidenceRow row = rows.get(i);
            Evidence known = missing.remove(row.id());
            if (known == null || !ImportFormat.of(known).equals(ImportFormat.of(after.get(i)))) {
                writer.evidence(row);
                source = known == null && source == null ? after.get(i).source().id() : source;
            }
        }
        writer.withdrawEvidence(missing.keySet());
        var differing = ClaimFields.differing(ClaimFields.fields(shown), ClaimFields.fields(wanted));
        if (!differing.isEmpty()) {
            writer.show(subject, new DesiredValues(differing, source, null, false));
        }
    }
}
