package dev.chipgraph.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.graph.Digests;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.RecordReader;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Records read from the lines of NDJSON files: each line an object with one field, {@code source}, {@code entity} or
 * {@code relationship}. Collects violations in {@link #rejections()}, line by line.
 */
final class RecordBatch {

    static final int ENTITIES = 1;
    static final int RELATIONSHIPS = 2;

    private static final String ROW = ReferenceIndex.IN_ROW;

    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<String, Relationship> relationships = new LinkedHashMap<>();
    private final Map<String, FileLine> lines = new LinkedHashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();

    RecordBatch() {}

    RecordBatch(RecordSource.Read row) {
        read(row, ENTITIES | RELATIONSHIPS);
    }

    RecordBatch(Stream<FileLine> input) {
        var ends = new HashMap<String, EndRecord>();
        input.forEach(line -> NdjsonRecords.read(
                        line.file(), line.number(), line.text().getBytes(StandardCharsets.UTF_8))
                .flatMap(row -> ends.computeIfAbsent(line.file(), file -> new EndRecord())
                        .check(row))
                .ifPresent(row -> read(row, ENTITIES | RELATIONSHIPS)));
    }

    /** Identifies the batch by the ids of its records. */
    String digest() {
        return Digests.id(entities.keySet().toString() + relationships.keySet());
    }

    /** Number of records. */
    int size() {
        return entities.size() + relationships.size();
    }

    Map<String, Entity> entities() {
        return entities;
    }

    Map<String, Relationship> relationships() {
        return relationships;
    }

    List<Rejection> rejections() {
        return rejections;
    }

    /**
     * Reads the record of a row.
     *
     * @param what the records to keep: {@link #ENTITIES}, {@link #RELATIONSHIPS} or both
     */
    void read(RecordSource.Read row, int what) {
        var line = new FileLine(row.file(), row.line(), "");
        JsonNode json = row.json();
        if (json == null) {
            reject(line, row.field(), row.message());
            return;
        }
        if (json.size() != 1 || !json.isObject()) {
            reject(line, "line", "must be an object with one field: source, entity or relationship");
            return;
        }
        var field = json.properties().iterator().next();
        if (((field.getKey().equals("relationship") ? RELATIONSHIPS : ENTITIES) & what) == 0) {
            return;
        }
        var reader = new RecordReader(ROW);
        switch (field.getKey()) {
            case "source" -> add(line, reader.source(field.getValue()), reader);
            case "entity" -> add(line, reader.entity(field.getValue()), reader);
            case "relationship" -> add(line, reader.relationship(field.getValue()), reader);
            case String other -> reject(line, other, "is not known; allowed are source, entity, relationship");
        }
    }

    private void add(FileLine line, Entity entity, RecordReader reader) {
        if (accepted(line, reader) && unique(line, entity.id())) {
            entities.put(entity.id(), entity);
        }
    }

    private void add(FileLine line, Relationship read, RecordReader reader) {
        if (accepted(line, reader)) {
            Relationship relationship = GeneratedIds.withId(read);
            if (unique(line, relationship.id())) {
                relationships.put(relationship.id(), relationship);
            }
        }
    }

    private boolean accepted(FileLine line, RecordReader reader) {
        reader.violations().forEach(violation -> rejections.add(new Rejection(line, violation)));
        return reader.violations().isEmpty();
    }

    private boolean unique(FileLine line, String id) {
        FileLine first = lines.putIfAbsent(id, line);
        if (first != null) {
            reject(line, "id", "repeats the record in " + first + ": " + id);
        }
        return first == null;
    }

    /** Ids of the entities and of everything that the records refer to. */
    Set<String> references() {
        var ids = new LinkedHashSet<>(entities.keySet());
        entities.values()
                .forEach(entity -> ReferenceIndex.sources(entity.evidence()).forEach(ids::add));
        relationships
                .values()
                .forEach(relationship -> ReferenceIndex.references(relationship).forEach(ids::add));
        return ids;
    }

    /**
     * Validates references against the graph: the referenced entities must exist and have a fitting kind. Leaves out
     * records about entities that editors have deleted.
     *
     * @param known the {@link #references()} in the graph
     * @param brought whether the files bring an entity
     */
    void check(ReferenceIndex known, Predicate<String> brought) {
        remaining(entities, entity -> known.remaining(entity, brought));
        remaining(relationships, relationship -> known.remaining(relationship, brought));
        entities.values().stream()
                .filter(entity -> !known.withdrawn().contains(entity.id()))
                .forEach(entity -> known.kinds().putIfAbsent(entity.id(), entity.kind()));
        entities.values().forEach(entity -> reject(entity.id(), known.check(ROW, entity)));
        relationships.values().forEach(relationship -> reject(relationship.id(), known.check(ROW, relationship)));
    }

    private static <T> void remaining(Map<String, T> records, Function<T, Optional<T>> remaining) {
        records.values().removeIf(each -> remaining.apply(each).isEmpty());
        records.replaceAll((id, each) -> remaining.apply(each).orElseThrow());
    }

    /** Replaces references to merged entities by the current ids. */
    void redirect(ReferenceIndex known) {
        entities.replaceAll((id, entity) -> entity.with(known.current(entity.evidence())));
        relationships.replaceAll((id, relationship) -> known.current(relationship));
    }

    private void reject(String id, List<Violation> violations) {
        violations.forEach(violation -> rejections.add(new Rejection(lines.get(id), violation)));
    }

    private void reject(FileLine line, String field, String message) {
        rejections.add(new Rejection(line, new Violation(ROW, field, message)));
    }
}
