package dev.chipgraph.change.record;

import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.RelationshipType;
import java.util.LinkedHashSet;
import java.util.Set;

/** Derives the countries of entities from their locations. */
final class Countries {

    private static final Statement LOCATED_BELOW = Statement.of("merge/located_below");
    private static final Statement COUNTRIES = Statement.of("merge/countries");

    private final WriteSet writes;

    /** Entities that changed or have another location. */
    private final Set<String> entities = new LinkedHashSet<>();

    /** Places that became or were part of another place. */
    private final Set<String> movedPlaces = new LinkedHashSet<>();

    Countries(WriteSet writes) {
        this.writes = writes;
    }

    void entityChanged(String id) {
        entities.add(id);
    }

    /**
     * Notes a relationship that changed or was deleted.
     *
     * @param from id of the entity at its start
     */
    void relationshipChanged(RelationshipType type, String from) {
        if (type == RelationshipType.LOCATED_IN) {
            entities.add(from);
        } else if (type == RelationshipType.PART_OF) {
            movedPlaces.add(from);
        }
    }

    /** Derives the countries that may differ now. */
    void update() {
        writes.run(LOCATED_BELOW, "ids", movedPlaces).forEach(row -> entities.add(row.text("id")));
        writes.run(COUNTRIES, "ids", entities).forEach(writes::note);
    }
}
