package dev.chipgraph.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.change.record.PreparedRecords;
import dev.chipgraph.graph.Digests;
import dev.chipgraph.ingest.RecordSource.Read.Use;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
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
    private final PreparedRecords prepared = new PreparedRecords();

    RecordBatch() {}

    RecordBatch(RecordSource.Read row) {
        read(row, ENTITIES | RELATIONSHIPS);
    }

    RecordBatch(List<RecordSource.Read> rows) {
        rows.forEach(row -> read(row, ENTITIES | RELATIONSHIPS));
    }

    /** The rows of files that are given line by line. */
    static List<RecordSource.Read> rows(Stream<FileLine> input) {
        var ends = new HashMap<String, EndRecord>();
        return input.flatMap(line -> NdjsonRecords.read(
                        line.file(), line.number(), line.text().getBytes(StandardCharsets.UTF_8))
                        .flatMap(row -> ends.computeIfAbsent(line.file(), file -> new EndRecord())
                                .check(row))
                        .stream())
                .toList();
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
        var records = row.use() == Use.UNION ? field.getValue() : List.of(field.getValue());
        switch (field.getKey()) {
            case "source" -> entities(line, records, reader::source, reader);
            case "entity" -> entities(line, records, reader::entity, reader);
            case "relationship" -> relationships(line, records, reader);
            case String other -> reject(line, other, "is not known; allowed are source, entity, relationship");
        }
    }

    private void entities(
            FileLine line, Iterable<JsonNode> records, Function<JsonNode, Entity> reading, RecordReader reader) {
        var read = new ArrayList<Entity>();
        records.forEach(record -> read.add(reading.apply(record)));
        if (accepted(line, reader)
                && sameKind(line, read)
                && unique(line, read.getFirst().id())) {
            entities.put(read.getFirst().id(), united(read, ClaimFields::complete, Entity::evidence, Entity::with));
        }
    }

    private boolean sameKind(FileLine line, List<Entity> records) {
        var kinds =
                records.stream().map(record -> record.kind().wire()).distinct().toList();
        if (kinds.size() > 1) {
            reject(
                    line,
                    "kind",
                    "cannot be both %s: this row and others are about %s"
                            .formatted(
                                    String.join(" and ", kinds),
                                    records.getFirst().id()));
        }
        return kinds.size() == 1;
    }

    private void relationships(FileLine line, Iterable<JsonNode> records, RecordReader reader) {
        var read = new ArrayList<Relationship>();
        records.forEach(record -> read.add(reader.relationship(record)));
        if (accepted(line, reader)) {
            read.replaceAll(GeneratedIds::withId);
            if (unique(line, read.getFirst().id())) {
                relationships.put(
                        read.getFirst().id(),
                        united(read, ClaimFields::complete, Relationship::evidence, Relationship::with));
            }
        }
    }

    /** One record with the evidence of all, each claiming the values of its own record. */
    private static <T> T united(
            List<T> records,
            UnaryOperator<T> complete,
            Function<T, List<Evidence>> evidence,
            BiFunction<T, List<Evidence>, T> with) {
        return records.size() == 1
                ? records.getFirst()
                : with.apply(
                        records.getFirst(),
                        records.stream()
                                .flatMap(record -> evidence.apply(complete.apply(record)).stream())
                                .toList());
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

    /** Prepares what does not depend on the graph. */
    void prepare() {
        prepared.prepare(entities.values(), relationships.values());
    }

    PreparedRecords prepared() {
        return prepared;
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
        if (known.merged().isEmpty()) {
            return;
        }
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
