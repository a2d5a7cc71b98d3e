package dev.chipgraph.change.record;

import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.RelationshipType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Derives the countries of entities: from their locations, or from the entities that stand for them, such as the issuers of
 * a policy.
 */
final class Countries {

    private static final Statement LOCATED_BELOW = Statement.of("merge/located_below");
    private static final Statement COUNTRIES = Statement.of("merge/countries");
    private static final Statement FOLLOWERS = Statement.of("merge/country_followers");

    private final WriteSet writes;

    /** Entities that changed, have another location, or have other entities whose country they share. */
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
     * @param to id of the entity at its end
     */
    void relationshipChanged(RelationshipType type, String from, String to) {
        switch (type) {
            case LOCATED_IN, HOLDS, ABOUT -> entities.add(from);
            case ISSUED, SAID -> entities.add(to);
            case PART_OF -> movedPlaces.add(from);
            default -> {}
        }
    }

    /** Derives the countries that may differ now. What follows them is derived after them. */
    void update() {
        writes.run(LOCATED_BELOW, "ids", movedPlaces).forEach(row -> entities.add(row.text("id")));
        Set<String> ids = entities;
        while (!ids.isEmpty()) {
            List<Row> changed = writes.run(COUNTRIES, "ids", ids);
            changed.forEach(writes::note);
            ids = writes.run(FOLLOWERS, "ids", ids(changed)).stream()
                    .map(row -> row.text("id"))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    private static List<String> ids(List<Row> rows) {
        return rows.stream().map(row -> row.text("id")).toList();
    }
}
