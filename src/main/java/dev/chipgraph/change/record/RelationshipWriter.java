package dev.chipgraph.change.record;

import dev.chipgraph.change.Subject;
import dev.chipgraph.change.record.PreparedRecords.PreparedRelationship;
import dev.chipgraph.graph.PropertyCodec;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes relationships. */
final class RelationshipWriter {

    private static final Map<RelationshipType, Statement> KNOWN = ofEachType("merge/known_relationships");
    private static final Map<RelationshipType, Statement> NEW = ofEachType("merge/new_relationships");
    private static final Map<RelationshipType, Statement> WRITE = ofEachType("merge/relationships");
    private static final Map<RelationshipType, Statement> WITHDRAW = ofEachType("merge/withdraw_relationships");

    private final WriteSet writes;
    private final PreparedRecords prepared;
    private final EvidenceWriter evidence;
    private final Countries countries;

    /** Relationships that records brought and that have a new state. */
    private final List<Relationship> written = new ArrayList<>();

    /**
     * The state of a relationship that its evidence claims.
     *
     * @param conflict whether its sources contradict each other
     */
    record ClaimedState(Relationship relationship, boolean conflict) {}

    RelationshipWriter(WriteSet writes, PreparedRecords prepared, EvidenceWriter evidence, Countries countries) {
        this.writes = writes;
        this.prepared = prepared;
        this.evidence = evidence;
        this.countries = countries;
    }

    /** A statement for each type; the literal type lets the planner use its index. */
    static Map<RelationshipType, Statement> ofEachType(String name) {
        Statement any = Statement.of(name);
        return Arrays.stream(RelationshipType.values()).collect(Collectors.toMap(Function.identity(), any::forType));
    }

    List<Relationship> written() {
        return written;
    }

    /** Writes relationships with their evidence; their ends exist. What is shown of known ones is derived later. */
    void write(Collection<Relationship> relationships) {
        var complete = relationships.stream().map(prepared::of).toList();
        complete.stream()
                .collect(Collectors.groupingBy(each -> each.relationship().type(), TreeMap::new, Collectors.toList()))
                .forEach(writes.isEdited() ? this::writeStates : this::load);
        complete.stream()
                .filter(relationship -> !writes.isCreated(relationship.id()) && !writes.isSuppressed(relationship.id()))
                .forEach(relationship -> {
                    writes.evidenceChanged(Subject.of(relationship.relationship()));
                    evidence.replaceEarlier(relationship.id(), relationship.evidence());
                });
        evidence.write(complete.stream()
                .flatMap(relationship -> relationship.evidence().stream())
                .toList());
    }

    /** Creates new relationships of an import, and restores deleted ones unless an editor deleted them. */
    private void load(RelationshipType type, List<PreparedRelationship> relationships) {
        var existing = existing(type, relationships);
        create(
                type,
                relationships.stream()
                        .filter(relationship -> !existing.containsKey(relationship.id()))
                        .toList());
        var deleted = relationships.stream()
                .filter(relationship -> Boolean.FALSE.equals(existing.get(relationship.id())))
                .toList();
        writeStates(type, deleted);
        deleted.stream()
                .map(PreparedRelationship::id)
                .filter(id -> !writes.isWritten(id))
                .forEach(writes::suppress);
    }

    /** Whether each known relationship exists now; false for one that was deleted. */
    private Map<String, Boolean> existing(RelationshipType type, List<PreparedRelationship> relationships) {
        var existing = new HashMap<String, Boolean>();
        if (!writes.transaction().isFirst()) {
            var ids = relationships.stream().map(PreparedRelationship::id).toList();
            writes.run(KNOWN.get(type), "ids", ids)
                    .forEach(row -> existing.merge(
                            row.text("id"), (Boolean) row.values().get("present"), Boolean::logicalOr));
        }
        return existing;
    }

    private void create(RelationshipType type, List<PreparedRelationship> relationships) {
        var rows = relationships.stream()
                .sorted(Comparator.comparing(PreparedRelationship::id)) // The order of the index.
                .map(this::newRow)
                .toList();
        writes.run(NEW.get(type), "rows", rows);
        relationships.stream().map(PreparedRelationship::relationship).forEach(relationship -> {
            writes.noteCreated(type.wire(), relationship.id());
            if (relationship.evidence().size() > 1 || claimsMore(relationship)) {
                writes.deriveAgain(Subject.of(relationship));
            }
            noteWritten(relationship);
        });
    }

    /** Whether evidence claims values that the record itself does not have. */
    private static boolean claimsMore(Relationship relationship) {
        var record = ClaimFields.fields(ImportFormat.of(relationship));
        var vocabulary = ClaimFields.names(relationship.type());
        return relationship.evidence().stream()
                .flatMap(evidence -> evidence.claims().entrySet().stream())
                .anyMatch(claim ->
                        vocabulary.contains(claim.getKey()) && !claim.getValue().equals(record.get(claim.getKey())));
    }

    private Map<String, Object> newRow(PreparedRelationship stored) {
        var properties = writes.newRecord(stored.properties());
        properties.put("hash", stored.digest());
        properties.put("hasConflict", false);
        Relationship relationship = stored.relationship();
        return Map.of("from", relationship.from().id(), "to", relationship.to().id(), "properties", properties);
    }

    private void writeStates(RelationshipType type, List<PreparedRelationship> relationships) {
        var byId = relationships.stream()
                .collect(Collectors.toMap(PreparedRelationship::id, PreparedRelationship::relationship));
        var rows = relationships.stream()
                .map(each -> row(each.relationship(), writes.isEdited() ? null : each.digest(), null))
                .toList();
        run(type, rows).forEach(id -> noteWritten(byId.get(id)));
    }

    private void noteWritten(Relationship relationship) {
        written.add(relationship);
        writes.evidenceChanged(Subject.of(relationship));
        countries.relationshipChanged(
                relationship.type(), relationship.from().id(), relationship.to().id());
    }

    /** Gives known relationships of a type the states that their evidence claims. */
    void update(RelationshipType type, List<ClaimedState> states) {
        run(
                type,
                states.stream()
                        .map(state -> row(state.relationship(), null, state.conflict()))
                        .toList());
    }

    private static Map<String, Object> row(Relationship relationship, String hash, Boolean conflict) {
        var row = new HashMap<String, Object>();
        row.put("id", relationship.id());
        row.put("from", relationship.from().id());
        row.put("to", relationship.to().id());
        row.put("properties", PropertyCodec.properties(relationship));
        row.put("hash", hash);
        row.put("conflict", conflict);
        return row;
    }

    /** Writes states and returns the ids of the relationships that are new or changed. */
    private List<String> run(RelationshipType type, List<Map<String, Object>> rows) {
        return writes.run(WRITE.get(type), "rows", rows).stream()
                .map(row -> {
                    writes.note(row);
                    if (row.text("formerFrom") != null) {
                        countries.relationshipChanged(type, row.text("formerFrom"), row.text("formerTo"));
                    }
                    return row.text("id");
                })
                .toList();
    }

    /** Withdraws relationships but not their evidence. */
    void withdraw(Map<String, RelationshipType> types) {
        types.keySet().stream()
                .collect(Collectors.groupingBy(types::get, TreeMap::new, Collectors.toList()))
                .forEach((type, ids) -> writes.run(
                                WITHDRAW.get(type),
                                "rows",
                                ids.stream().map(writes::withdrawal).toList())
                        .forEach(row -> {
                            writes.note(row);
                            countries.relationshipChanged(type, row.text("from"), row.text("to"));
                        }));
    }
}
