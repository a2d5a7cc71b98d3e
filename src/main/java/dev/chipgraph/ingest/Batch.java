package dev.chipgraph.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chipgraph.change.Digests;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RecordReader;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Records read from the lines of NDJSON files: each line an object with one field, {@code source}, {@code entity} or
 * {@code relationship}. What is wrong is collected in {@link #rejections()}, line by line.
 */
final class Batch {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<String, Relationship> relationships = new LinkedHashMap<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();

    Batch(Stream<Line> input) {
        input.filter(line -> !line.text().isBlank()).forEach(this::read);
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

    private void read(Line line) {
        JsonNode json;
        try {
            json = JSON.readTree(line.text());
        } catch (JsonProcessingException e) {
            reject(line, "line", "is not JSON: " + e.getOriginalMessage());
            return;
        }
        if (json.size() != 1 || !json.isObject()) {
            reject(line, "line", "must be an object with one field: source, entity or relationship");
            return;
        }
        var field = json.properties().iterator().next();
        var reader = new RecordReader("row");
        switch (field.getKey()) {
            case "source" -> add(line, reader.source(field.getValue()), reader);
            case "entity" -> add(line, reader.entity(field.getValue()), reader);
            case "relationship" -> add(line, reader.relationship(field.getValue()), reader);
            case String other -> reject(line, other, "is not known; allowed are source, entity, relationship");
        }
    }

    private void add(Line line, Entity entity, RecordReader reader) {
        if (accepted(line, reader) && unique(line, entity.id())) {
            entities.put(entity.id(), entity);
        }
    }

    private void add(Line line, Relationship read, RecordReader reader) {
        if (accepted(line, reader)) {
            Relationship relationship = withId(read);
            if (unique(line, relationship.id())) {
                relationships.put(relationship.id(), relationship);
            }
        }
    }

    private boolean accepted(Line line, RecordReader reader) {
        reader.violations().forEach(violation -> rejections.add(new Rejection(line, violation)));
        return reader.violations().isEmpty();
    }

    private boolean unique(Line line, String id) {
        Line first = lines.putIfAbsent(id, line);
        if (first != null) {
            reject(line, "id", "is the same record as in " + first + ": " + id);
        }
        return first == null;
    }

    /**
     * Without an id of its own a relationship is known by what it joins and in which role: a person's two positions at
     * one ministry are two relationships. A share may change without making it another one.
     */
    private static Relationship withId(Relationship read) {
        if (read.id() != null) {
            return read;
        }
        var identity = new LinkedHashMap<>(read.properties());
        identity.remove("share");
        String id = read.type().idPrefix()
                + Digests.id(List.of(read.from().id(), read.to().id(), identity, String.valueOf(read.validFrom()))
                        .toString());
        return new Relationship(
                id,
                read.type(),
                read.from(),
                read.to(),
                read.properties(),
                read.validFrom(),
                read.validTo(),
                null,
                null,
                read.evidence());
    }

    /** Ids that the records refer to. */
    Set<String> references() {
        var ids = new LinkedHashSet<String>();
        relationships.values().forEach(relationship -> {
            ids.add(relationship.from().id());
            ids.add(relationship.to().id());
            if (relationship.properties().get("onBehalfOf") instanceof String organization) {
                ids.add(organization);
            }
        });
        Stream.concat(
                        entities.values().stream().map(Entity::evidence),
                        relationships.values().stream().map(Relationship::evidence))
                .flatMap(List::stream)
                .forEach(evidence -> ids.add(evidence.source().id()));
        return ids;
    }

    /**
     * Checks what can only be told with the graph at hand: that what is referred to exists and is of a fitting kind.
     *
     * @param existing kinds of the entities in the graph, by id; at least of those in the batch and its references
     */
    void check(Map<String, Kind> existing) {
        entities.values().forEach(entity -> {
            Kind before = existing.get(entity.id());
            if (before != null && before != entity.kind()) {
                reject(
                        entity.id(),
                        "kind",
                        "cannot become %s: %s is of the kind %s in the graph"
                                .formatted(entity.kind().wire(), entity.id(), before.wire()));
            }
            checkSources(entity.id(), entity.evidence(), existing);
        });
        relationships.values().forEach(relationship -> {
            Kind from = kind(relationship, "from", relationship.from().id(), existing);
            Kind to = kind(relationship, "to", relationship.to().id(), existing);
            if (from != null && to != null && !relationship.type().joins(from, to)) {
                reject(
                        relationship.id(),
                        "type",
                        "%s cannot lead from %s to %s"
                                .formatted(relationship.type().wire(), from.wire(), to.wire()));
            }
            if (relationship.properties().get("onBehalfOf") instanceof String organization) {
                Kind kind = kind(relationship, "onBehalfOf", organization, existing);
                if (kind != null && !kind.isOrganization()) {
                    reject(relationship.id(), "onBehalfOf", "must be an organisation");
                }
            }
            checkSources(relationship.id(), relationship.evidence(), existing);
        });
    }

    private Kind kind(Relationship relationship, String field, String id, Map<String, Kind> existing) {
        Kind kind = kind(id, existing);
        if (kind == null) {
            reject(relationship.id(), field, "names no entity in the graph or in this import: " + id);
        }
        return kind;
    }

    private Kind kind(String id, Map<String, Kind> existing) {
        Entity entity = entities.get(id);
        return entity == null ? existing.get(id) : entity.kind();
    }

    private void checkSources(String subject, List<Evidence> evidence, Map<String, Kind> existing) {
        var unknown = new HashSet<String>();
        evidence.forEach(record -> {
            String source = record.source().id();
            if (kind(source, existing) != Kind.SOURCE && unknown.add(source)) {
                reject(subject, "evidence", "names no source in the graph or in this import: " + source);
            }
        });
    }

    private void reject(String id, String field, String message) {
        reject(lines.get(id), field, message);
    }

    private void reject(Line line, String field, String message) {
        rejections.add(new Rejection(line, new Violation("row", field, message)));
    }
}
