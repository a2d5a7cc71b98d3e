package dev.chipgraph.change.record;

import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.change.Subject;
import dev.chipgraph.change.record.PreparedRecords.PreparedEntity;
import dev.chipgraph.graph.PropertyCodec;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.ShownState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes entities and their search keys. */
final class EntityWriter {

    private static final Statement NEW = Statement.of("merge/new_entities");
    private static final Statement UPDATE = Statement.of("merge/entities");
    private static final Statement WITHDRAW = Statement.of("merge/withdraw_entities");

    private final WriteSet writes;
    private final PreparedRecords prepared;
    private final EvidenceWriter evidence;
    private final Countries countries;
    private final SearchKeys searchKeys;

    /** New states of entities. */
    private final List<Entity> written = new ArrayList<>();

    /** Known entities that a record describes. A deleted one among them is restored. */
    private final Set<String> described = new HashSet<>();

    EntityWriter(WriteSet writes, PreparedRecords prepared, EvidenceWriter evidence, Countries countries) {
        this.writes = writes;
        this.prepared = prepared;
        this.evidence = evidence;
        this.countries = countries;
        searchKeys = new SearchKeys(writes);
    }

    List<Entity> written() {
        return written;
    }

    boolean isDescribed(String id) {
        return described.contains(id);
    }

    /** Writes entities with their evidence. What is shown of known ones is derived later. */
    void write(Collection<Entity> entities) {
        var newIds = newIds(entities);
        var complete = entities.stream().map(prepared::of).toList();
        create(complete.stream()
                .filter(entity -> newIds.contains(entity.id()))
                .map(PreparedEntity::entity)
                .toList());
        complete.stream().filter(entity -> !newIds.contains(entity.id())).forEach(entity -> {
            described.add(entity.id());
            writes.evidenceChanged(Subject.of(entity.entity()));
            evidence.replaceEarlier(entity.id(), entity.evidence());
        });
        evidence.write(
                complete.stream().flatMap(entity -> entity.evidence().stream()).toList());
    }

    /** Ids that the graph has never had. */
    private Set<String> newIds(Collection<Entity> entities) {
        var ids = entities.stream().map(Entity::id).collect(Collectors.toSet());
        if (!writes.transaction().isFirst()) {
            var known = ReferenceIndex.of(writes.transaction(), ids);
            ids.removeIf(id -> !known.isNew(id));
        }
        return ids;
    }

    private void create(List<Entity> entities) {
        var states = entities.stream()
                .map(entity -> ShownState.entity(entity.id(), entity.kind(), entity.evidence()))
                .toList();
        var sorted = states.stream()
                .sorted(Comparator.comparing(Entity::id)) // The order of the index.
                .toList();
        writes.run(NEW, "rows", sorted.stream().map(this::newRow).toList());
        searchKeys.create(sorted);
        // Which evidence is trusted more depends on the dates of its sources, which may be written later.
        entities.stream()
                .filter(entity -> entity.evidence().size() > 1)
                .forEach(entity -> writes.deriveAgain(Subject.of(entity)));
        states.forEach(entity -> {
            writes.noteCreated(entity.kind().wire(), entity.id());
            if (entity.kind() == Kind.PLACE) {
                countries.entityChanged(entity.id());
            }
        });
        written.addAll(states);
    }

    private Map<String, Object> newRow(Entity entity) {
        var properties = writes.newRecord(PropertyCodec.properties(entity));
        properties.put("words", SearchKeys.words(entity));
        properties.put("version", 1);
        properties.put("updatedAt", writes.transaction().now());
        properties.put("hasConflict", false);
        properties.put("change", "created");
        return Map.of("labels", entity.kind().labels(), "properties", properties);
    }

    /** Gives known entities another state, and restores deleted ones. */
    void update(List<Entity> entities) {
        var byId = entities.stream().collect(Collectors.toMap(Entity::id, Function.identity()));
        var withOtherKeys = new ArrayList<Entity>();
        writes.run(UPDATE, "rows", entities.stream().map(EntityWriter::row).toList())
                .forEach(row -> {
                    writes.note(row);
                    Entity entity = byId.get(row.text("id"));
                    if (Boolean.TRUE.equals(row.values().get("keysChanged"))) {
                        withOtherKeys.add(entity);
                    }
                    if (!row.text("change").equals("updated") || entity.kind() == Kind.PLACE) {
                        countries.entityChanged(entity.id());
                    }
                });
        searchKeys.update(withOtherKeys);
        written.addAll(entities);
    }

    private static Map<String, Object> row(Entity entity) {
        return Map.of(
                "id",
                entity.id(),
                "labels",
                entity.kind().labels(),
                "properties",
                PropertyCodec.properties(entity),
                "words",
                SearchKeys.words(entity),
                "conflict",
                !entity.conflicts().isEmpty());
    }

    /**
     * Withdraws entities and their search keys.
     *
     * @param into id of the entity that they are merged into; null for a deletion
     */
    void withdraw(Collection<String> ids, String into) {
        var rows = ids.stream()
                .map(id -> {
                    var row = writes.withdrawal(id);
                    row.put("mergedInto", into);
                    return row;
                })
                .toList();
        writes.run(WITHDRAW, "rows", rows)
                .forEach(row -> writes.transaction()
                        .note(
                                row.text("change"),
                                row.text("kind"),
                                row.text("id"),
                                Objects.requireNonNullElse(into, "")));
        searchKeys.withdraw(ids);
    }
}
