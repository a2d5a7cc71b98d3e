package dev.chipgraph.change.record;

import dev.chipgraph.change.Subject;
import dev.chipgraph.change.record.RelationshipWriter.ClaimedState;
import dev.chipgraph.graph.PropertyCodec;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Claims;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.ShownState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Derives what is shown of known subjects from all of their evidence, and writes it where it differs. */
final class DerivedState {

    private static final Statement ENTITIES = Statement.of("merge/states_of_entities");
    private static final Map<RelationshipType, Statement> RELATIONSHIPS =
            RelationshipWriter.ofEachType("merge/states_of_relationships");
    private static final Statement UNSHOWN = Statement.of("merge/unshown");
    private static final Statement TOUCH_ENTITIES = Statement.of("change/touch_entities");
    private static final Map<RelationshipType, Statement> TOUCH_RELATIONSHIPS =
            RelationshipWriter.ofEachType("change/touch_relationships");

    private final WriteSet writes;
    private final EntityWriter entities;
    private final RelationshipWriter relationships;
    private final DecisionWriter decisions;

    DerivedState(WriteSet writes, EntityWriter entities, RelationshipWriter relationships, DecisionWriter decisions) {
        this.writes = writes;
        this.entities = entities;
        this.relationships = relationships;
        this.decisions = decisions;
    }

    /** Derives the states of subjects of a type. */
    void update(String type, List<String> ids) {
        if (type.equals(Subject.ENTITY)) {
            updateEntities(ids);
        } else {
            updateRelationships(RelationshipType.fromString(type), ids);
        }
    }

    private void updateEntities(List<String> ids) {
        var changed = new ArrayList<Entity>();
        var unshown = new ArrayList<Map<String, Object>>();
        for (Row row : writes.run(ENTITIES, "ids", ids)) {
            Entity stored = row.entity("entity");
            var evidence = decisions.record(Subject.of(stored), stored.kind().properties(), row.evidence("evidence"));
            boolean deleted = row.values().get("supersededAt") != null;
            if (evidence.isEmpty() || (deleted && !isToBeRestored(stored.id(), row))) {
                continue;
            }
            Entity state = ShownState.entity(stored.id(), stored.kind(), evidence);
            unshown.addAll(unshown(row, record -> ShownState.unshownTexts(state, record)));
            if (deleted
                    || hasConflict(row) == state.conflicts().isEmpty()
                    || !PropertyCodec.properties(state).equals(PropertyCodec.properties(stored))) {
                changed.add(state);
            }
        }
        entities.update(changed);
        writes.run(UNSHOWN, "rows", unshown);
    }

    /** Imports do not restore what an editor deleted. */
    private boolean isToBeRestored(String id, Row row) {
        return entities.isDescribed(id) && (writes.isEdited() || row.values().get("withdrawn") == null);
    }

    private void updateRelationships(RelationshipType type, List<String> ids) {
        var vocabulary = ShownState.vocabulary(type);
        var changed = new ArrayList<ClaimedState>();
        var unshown = new ArrayList<Map<String, Object>>();
        for (Row row : writes.run(RELATIONSHIPS.get(type), "ids", ids)) {
            Relationship stored = row.relationship("relationship");
            var evidence = decisions.record(Subject.of(stored), vocabulary, row.evidence("evidence"));
            if (evidence.isEmpty()) {
                continue;
            }
            var claims = Claims.of(vocabulary, evidence);
            Relationship state = ShownState.relationship(stored, claims);
            unshown.addAll(unshown(row, record -> ShownState.unshownTexts(state, record)));
            boolean conflict = !claims.conflicts().isEmpty();
            if (conflict != hasConflict(row)
                    || !PropertyCodec.properties(state).equals(PropertyCodec.properties(stored))) {
                changed.add(new ClaimedState(state, conflict));
            }
        }
        relationships.update(type, changed);
        writes.run(UNSHOWN, "rows", unshown);
    }

    /** What has to be kept with the evidence of a subject so that search finds it by claims that are not shown. */
    private static List<Map<String, Object>> unshown(Row subject, Function<Evidence, List<String>> texts) {
        var stored = subject.rows("evidence");
        var evidence = subject.evidence("evidence");
        var rows = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < stored.size(); i++) {
            var unshown = texts.apply(evidence.get(i));
            if (!unshown.equals(Objects.requireNonNullElse(stored.get(i).texts("unshown"), List.of()))) {
                rows.add(Map.of("id", stored.get(i).text("id"), "texts", unshown));
            }
        }
        return rows;
    }

    private static boolean hasConflict(Row row) {
        return Boolean.TRUE.equals(row.values().get("hasConflict"));
    }

    /** Marks subjects of a type whose evidence changed, but not their state, as changed: If-Match notices it. */
    void touch(String type, List<String> ids) {
        var unwritten = ids.stream().filter(id -> !writes.isWritten(id)).toList();
        if (type.equals(Subject.ENTITY)) {
            writes.run(TOUCH_ENTITIES, "ids", unwritten);
        } else {
            writes.run(
                    TOUCH_RELATIONSHIPS.get(RelationshipType.fromString(type)),
                    "rows",
                    unwritten.stream().map(id -> Map.of("id", id)).toList());
        }
    }
}
