package dev.chipgraph.ingest;

import dev.chipgraph.change.Cycles;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.ingest.mapping.SpillStore;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the rows of an import that close a cycle. The relationships lie in a temporary file until all rows have been
 * checked.
 */
final class ImportCycles {

    private static final Map<RelationshipType, Statement> KNOWN = RelationshipType.ACYCLIC.stream()
            .collect(Collectors.toMap(Function.identity(), Statement.of("merge/known_relationships")::forType));
    private static final int IDS_AT_ONCE = 5_000;

    private final ImportJob job;
    private final Imports imports;
    private final SpillStore store;
    private final RowIndex index;
    private final ImportProgress progress;

    /** A relationship of a row. */
    private record Place(String id, String from, String to, RecordSource.Read row) implements Cycles.Link {

        static Place parse(Map.Entry<String, String> entry) {
            String[] parts = entry.getValue().split(" ", 5);
            return new Place(
                    entry.getKey().substring(entry.getKey().lastIndexOf(' ') + 1),
                    parts[0],
                    parts[1],
                    RecordSource.Read.of(parts[4], Long.parseLong(parts[2]), null)
                            .numbered(Long.parseLong(parts[3])));
        }

        /** Sorts in the order of the rows, which are not always checked in it. */
        String key(int positionOfFile) {
            return "%05d %012d %s".formatted(positionOfFile, row.line(), id);
        }

        String text() {
            return "%s %s %d %d %s".formatted(from, to, row.line(), row.number(), row.file());
        }
    }

    ImportCycles(ImportJob job, Imports imports, SpillStore store, RowIndex index, ImportProgress progress) {
        this.job = job;
        this.imports = imports;
        this.store = store;
        this.index = index;
        this.progress = progress;
    }

    /** Adds the relationship of a valid row. */
    void add(PendingRow row, ReferenceIndex known) {
        Relationship relationship = row.relationship();
        if (relationship != null && RelationshipType.ACYCLIC.contains(relationship.type())) {
            var place = new Place(
                    relationship.id(),
                    known.current(relationship.from().id()),
                    known.current(relationship.to().id()),
                    row.row());
            places(relationship.type())
                    .put(place.key(job.files().indexOf(row.row().file()) + 1), place.text());
        }
    }

    private Map<String, String> places(RelationshipType type) {
        return store.map("places " + type);
    }

    /**
     * Finds the rows that close a cycle with the valid rows before them and the graph.
     *
     * @param found takes each of them, and what is wrong about it
     */
    void find(BiConsumer<RecordSource.Read, String> found) {
        for (RelationshipType type : RelationshipType.ACYCLIC) {
            var cycles = search(type, Set.of());
            // Relationships that editors deleted are not loaded, so they close no cycle. They are looked up only then.
            (cycles.isEmpty() ? cycles : search(type, deleted(type)))
                    .forEach((place, cycle) -> found.accept(place.row(), Cycles.message(cycle)));
        }
    }

    private Map<Place, String> search(RelationshipType type, Set<String> deleted) {
        var found = new LinkedHashMap<Place, String>();
        Iterable<Place> places =
                () -> valid(type).filter(place -> !deleted.contains(place.id())).iterator();
        new Cycles(type, imports::read, name -> emptied(type + " " + name))
                .find(places, index::bringsRelationship, found::put);
        return found;
    }

    private Stream<Place> valid(RelationshipType type) {
        return places(type).entrySet().stream()
                .peek(any -> progress.heartbeat())
                .map(Place::parse)
                .filter(place -> !index.isInvalid(place.row()));
    }

    private Map<String, String> emptied(String name) {
        Map<String, String> map = store.map(name);
        map.clear();
        return map;
    }

    /** Ids of relationships that the graph had and has no longer. */
    private Set<String> deleted(RelationshipType type) {
        var deleted = new HashSet<String>();
        var ids = new ArrayList<String>();
        valid(type).map(Place::id).forEach(id -> {
            ids.add(id);
            if (ids.size() == IDS_AT_ONCE) {
                addDeleted(type, ids, deleted);
            }
        });
        addDeleted(type, ids, deleted);
        return deleted;
    }

    private void addDeleted(RelationshipType type, List<String> ids, Set<String> deleted) {
        var present = new HashSet<String>();
        imports.read(KNOWN.get(type), Map.of("ids", List.copyOf(ids)))
                .forEach(row ->
                        (Boolean.TRUE.equals(row.values().get("present")) ? present : deleted).add(row.text("id")));
        deleted.removeAll(present);
        ids.clear();
    }
}
