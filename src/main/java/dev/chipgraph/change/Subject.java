package dev.chipgraph.change;

import dev.chipgraph.graph.Row;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Relationship;

/**
 * An entity or relationship that evidence is about.
 *
 * @param id its id
 * @param type {@link #ENTITY}, or the type of the relationship
 */
public record Subject(String id, String type) {

    /** The type of all entities. */
    public static final String ENTITY = "ENTITY";

    public static Subject ofEntity(String id) {
        return new Subject(id, ENTITY);
    }

    public static Subject of(Entity entity) {
        return ofEntity(entity.id());
    }

    public static Subject of(Relationship relationship) {
        return new Subject(relationship.id(), relationship.type().wire());
    }

    /** The subject in the columns {@code subject} and {@code subjectType}. */
    public static Subject of(Row row) {
        return new Subject(row.text("subject"), row.text("subjectType"));
    }

    public boolean isEntity() {
        return type.equals(ENTITY);
    }
}
