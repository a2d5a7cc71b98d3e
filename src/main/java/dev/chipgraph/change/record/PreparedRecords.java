package dev.chipgraph.change.record;

import dev.chipgraph.change.Subject;
import dev.chipgraph.graph.PropertyCodec;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Relationship;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records with complete claims and in the form in which they are stored. Both depend on the records alone, so an import
 * prepares them while the transaction before is still running. A record that was not prepared, or has changed since, is
 * prepared when it is written.
 */
public final class PreparedRecords {

    private final IdentityHashMap<Entity, PreparedEntity> entities = new IdentityHashMap<>();
    private final IdentityHashMap<Relationship, PreparedRelationship> relationships = new IdentityHashMap<>();

    /** An entity whose evidence claims its values. */
    record PreparedEntity(Entity entity, List<StoredEvidence> evidence) {

        String id() {
            return entity.id();
        }

        private static PreparedEntity of(Entity read) {
            Entity complete = ClaimFields.complete(read);
            return new PreparedEntity(complete, StoredEvidence.of(Subject.of(complete), complete.evidence()));
        }
    }

    /**
     * A relationship whose evidence claims its values.
     *
     * @param digest digest of its stored properties
     */
    record PreparedRelationship(
            Relationship relationship, Map<String, Object> properties, String digest, List<StoredEvidence> evidence) {

        String id() {
            return relationship.id();
        }

        private static PreparedRelationship of(Relationship read) {
            Relationship complete = ClaimFields.complete(read);
            var properties = PropertyCodec.properties(complete);
            return new PreparedRelationship(
                    complete,
                    properties,
                    WriteSet.digest(properties),
                    StoredEvidence.of(Subject.of(complete), complete.evidence()));
        }
    }

    /** Prepares records that will be written later. */
    public void prepare(Collection<Entity> newEntities, Collection<Relationship> newRelationships) {
        newEntities.forEach(this::of);
        newRelationships.forEach(this::of);
    }

    PreparedEntity of(Entity entity) {
        return entities.computeIfAbsent(entity, PreparedEntity::of);
    }

    PreparedRelationship of(Relationship relationship) {
        return relationships.computeIfAbsent(relationship, PreparedRelationship::of);
    }
}
