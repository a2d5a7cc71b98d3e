package dev.chipgraph.change.record;

import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.Subject;
import dev.chipgraph.graph.Digests;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a transaction has written so far. The writers share it, because what one does depends on what others did. */
final class WriteSet {

    private static final int ROWS_AT_ONCE = 5_000;

    private final WriteTransaction transaction;
    private final boolean edited;

    /** Entities and relationships that have a new state. */
    private final Set<String> written = new HashSet<>();

    /** Entities and relationships that the graph never had before. */
    private final Set<String> created = new HashSet<>();

    /** Entities and relationships that had been deleted. Their deleted evidence is restored with them. */
    private final Set<String> restored = new HashSet<>();

    /** Imported relationships that stay deleted, because an editor deleted them. Their evidence is left out. */
    private final Set<String> suppressed = new HashSet<>();

    /** Subjects whose evidence changed after their state was derived from it. */
    private final Set<Subject> outdated = new LinkedHashSet<>();

    /**
     * @param edited whether an editor makes the change; an import changes only what differs from its last import
     */
    WriteSet(WriteTransaction transaction, boolean edited) {
        this.transaction = transaction;
        this.edited = edited;
    }

    WriteTransaction transaction() {
        return transaction;
    }

    boolean isEdited() {
        return edited;
    }

    /** Runs a statement for each part of a list, and not at all for an empty one. Returns the rows of all runs. */
    List<Row> run(Statement statement, String parameter, Collection<?> items) {
        var all = List.copyOf(items);
        var rows = new ArrayList<Row>();
        for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
            var part = all.subList(from, Math.min(all.size(), from + ROWS_AT_ONCE));
            rows.addAll(transaction.run(statement, Map.of(parameter, part)));
        }
        return rows;
    }

    /** Adds an entity or relationship that a statement wrote to the feed. */
    void note(Row row) {
        String id = row.text("id");
        String change = row.text("change");
        written.add(id);
        if (change.equals("restored")) {
            restored.add(id);
        }
        if (change.equals("created")) {
            created.add(id);
        }
        transaction.note(change, row.text("kind"), id, "");
    }

    /** Adds a new entity or relationship to the feed. */
    void noteCreated(String kind, String id) {
        written.add(id);
        created.add(id);
        transaction.note("created", kind, id, "");
    }

    boolean isWritten(String id) {
        return written.contains(id);
    }

    boolean isCreated(String id) {
        return created.contains(id);
    }

    boolean isRestored(String id) {
        return restored.contains(id);
    }

    void suppress(String relationship) {
        suppressed.add(relationship);
    }

    boolean isSuppressed(String relationship) {
        return suppressed.contains(relationship);
    }

    /** Has the state of a subject derived again after its evidence changed. That of a new subject already is. */
    void evidenceChanged(Subject subject) {
        if (!isCreated(subject.id())) {
            deriveAgain(subject);
        }
    }

    void deriveAgain(Subject subject) {
        outdated.add(subject);
    }

    /** Ids of the subjects to derive again, by their type. */
    SortedMap<String, List<String>> outdated() {
        return outdated.stream()
                .collect(Collectors.groupingBy(
                        Subject::type, TreeMap::new, Collectors.mapping(Subject::id, Collectors.toList())));
    }

    /** The properties of a record that this transaction creates. One map is faster than single assignments. */
    Map<String, Object> newRecord(Map<String, Object> properties) {
        var all = new HashMap<>(properties);
        all.put("recordedAt", transaction.now());
        all.put("changedIn", transaction.version());
        return all;
    }

    /** Digest by which the next import recognises an unchanged record. */
    static String digest(Map<String, Object> properties) {
        return Digests.id(new TreeMap<>(properties).toString());
    }

    /** A row of a statement that deletes a record. Imports do not restore what an editor deleted. */
    Map<String, Object> withdrawal(String id) {
        var row = unmarkedWithdrawal(id);
        row.put("withdrawn", edited ? true : null);
        return row;
    }

    /** The same for a record that imports may restore. */
    static Map<String, Object> unmarkedWithdrawal(String id) {
        var row = new HashMap<String, Object>();
        row.put("id", id);
        row.put("withdrawn", null);
        return row;
    }
}
