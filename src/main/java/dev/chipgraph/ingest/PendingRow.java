package dev.chipgraph.ingest;

import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A record of a row whose references are still to be checked: an entity or a relationship. */
record PendingRow(RecordSource.Read row, Entity entity, Relationship relationship) {

    /** The records of a row. */
    static Stream<PendingRow> of(RecordSource.Read row) {
        return of(row, new RecordBatch(row));
    }

    /** The records of a row that was read. */
    static Stream<PendingRow> of(RecordSource.Read row, RecordBatch batch) {
        RecordSource.Read place = row.withoutRecord();
        return Stream.concat(
                batch.entities().values().stream().map(entity -> new PendingRow(place, entity, null)),
                batch.relationships().values().stream().map(relationship -> new PendingRow(place, null, relationship)));
    }

    String id() {
        return entity == null ? relationship.id() : entity.id();
    }

    String key() {
        return row.number() + " " + id();
    }

    /** Ids of the entities that it refers to. */
    Stream<String> references() {
        return entity == null ? ReferenceIndex.references(relationship) : ReferenceIndex.sources(entity.evidence());
    }

    /** The record without references to entities that editors deleted; empty when nothing of it remains. */
    Stream<PendingRow> remaining(ReferenceIndex known, Predicate<String> brought) {
        return entity == null
                ? known.remaining(relationship, brought).map(left -> new PendingRow(row, null, left)).stream()
                : known.remaining(entity, brought).map(left -> new PendingRow(row, left, null)).stream();
    }

    List<Violation> check(ReferenceIndex known) {
        return entity == null
                ? known.check(ReferenceIndex.IN_ROW, relationship)
                : known.check(ReferenceIndex.IN_ROW, entity);
    }
}
