package dev.chipgraph.change.record;

import dev.chipgraph.change.Subject;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes records of evidence. */
final class EvidenceWriter {

    /** The kind of evidence in the feed. */
    private static final String KIND = "evidence";

    private static final Statement KNOWN = Statement.of("merge/known_evidence");
    private static final Statement NEW = Statement.of("merge/new_evidence");
    private static final Statement WRITE = Statement.of("merge/evidence");
    private static final Statement WITHDRAW = Statement.of("merge/withdraw_evidence");
    private static final Statement OUTDATED = Statement.of("merge/outdated_evidence");

    private final WriteSet writes;

    /** Evidence that imported records bring of known subjects, by subject. */
    private final Map<String, Replacement> replacements = new LinkedHashMap<>();

    EvidenceWriter(WriteSet writes) {
        this.writes = writes;
    }

    /**
     * Evidence that replaces earlier evidence of the same origins.
     *
     * @param origins source and extractor, with a space between
     * @param ids ids of the new evidence
     */
    private record Replacement(Set<String> origins, List<String> ids) {}

    /** Writes evidence and supersedes its previous state. */
    void write(List<StoredEvidence> rows) {
        var all =
                rows.stream().filter(row -> !writes.isSuppressed(row.subject())).toList();
        if (writes.isEdited()) {
            update(all);
            return;
        }
        var hashes = knownHashes(all);
        create(all.stream().filter(row -> !hashes.containsKey(row.id())).toList());
        update(all.stream()
                .filter(row -> hashes.containsKey(row.id()) && !row.digest().equals(hashes.get(row.id())))
                .toList());
    }

    /** Hashes of known evidence by id; empty for evidence that was withdrawn. New subjects have no known evidence. */
    private Map<String, String> knownHashes(List<StoredEvidence> all) {
        var hashes = new HashMap<String, String>();
        if (!writes.transaction().isFirst()) {
            var ids = all.stream()
                    .filter(row -> !writes.isCreated(row.subject()))
                    .map(StoredEvidence::id)
                    .toList();
            writes.run(KNOWN, "ids", ids)
                    .forEach(row -> hashes.merge(
                            row.text("id"),
                            Objects.requireNonNullElse(row.text("hash"), ""),
                            (first, second) -> first.isEmpty() ? second : first));
        }
        return hashes;
    }

    private void create(List<StoredEvidence> all) {
        var rows = all.stream()
                .sorted(Comparator.comparing(StoredEvidence::id)) // The order of the index.
                .map(this::newRow)
                .toList();
        writes.run(NEW, "rows", rows);
        all.forEach(evidence -> {
            writes.transaction().note("created", KIND, evidence.id(), evidence.subject());
            writes.evidenceChanged(evidence.row().subject());
        });
    }

    private Map<String, Object> newRow(StoredEvidence evidence) {
        var row = writes.newRecord(evidence.properties());
        row.put("id", evidence.id());
        row.put("hash", evidence.digest());
        row.put("since", evidence.since());
        return row;
    }

    private void update(List<StoredEvidence> all) {
        writes.run(WRITE, "rows", all.stream().map(this::row).toList()).forEach(this::note);
    }

    private Map<String, Object> row(StoredEvidence evidence) {
        var row = new HashMap<String, Object>();
        row.put("id", evidence.id());
        row.put("properties", evidence.properties());
        row.put("hash", writes.isEdited() ? null : evidence.digest());
        row.put("digest", evidence.digest());
        row.put("since", evidence.since());
        row.put("restored", writes.isRestored(evidence.subject()));
        return row;
    }

    void withdraw(Collection<String> ids) {
        withdrawRows(ids.stream().map(writes::withdrawal).toList());
    }

    /** Withdraws evidence that moves to another subject. An import may bring it again when it has moved back. */
    void withdrawMoved(Collection<String> ids) {
        withdrawRows(ids.stream().map(WriteSet::unmarkedWithdrawal).toList());
    }

    private void withdrawRows(List<Map<String, Object>> rows) {
        writes.run(WITHDRAW, "rows", rows).forEach(this::note);
    }

    private void note(Row row) {
        writes.transaction().note(row.text("change"), KIND, row.text("id"), row.text("subject"));
        writes.evidenceChanged(Subject.of(row));
    }

    /** Has imported evidence replace what files of the same source and extractor said of its subject before. */
    void replaceEarlier(String subject, List<StoredEvidence> evidence) {
        if (!writes.isEdited() && !evidence.isEmpty()) {
            var origins = evidence.stream()
                    .map(stored -> stored.row().evidence())
                    .map(record -> record.source().id() + " " + record.extractor())
                    .collect(Collectors.toSet());
            replacements.put(
                    subject,
                    new Replacement(
                            origins, evidence.stream().map(StoredEvidence::id).toList()));
        }
    }

    /** Withdraws the evidence that was replaced. */
    void withdrawReplaced() {
        var rows = replacements.entrySet().stream()
                .map(entry -> Map.of(
                        "subject",
                        entry.getKey(),
                        "origins",
                        List.copyOf(entry.getValue().origins()),
                        "ids",
                        entry.getValue().ids()))
                .toList();
        withdraw(writes.run(OUTDATED, "rows", rows).stream()
                .map(row -> row.text("id"))
                .toList());
    }
}
