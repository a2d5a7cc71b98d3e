package dev.chipgraph.change.record;

import dev.chipgraph.change.Subject;
import dev.chipgraph.graph.PropertyCodec;
import dev.chipgraph.model.Evidence;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/**
 * Evidence as it is stored.
 *
 * @param digest digest of its properties, by which the next import recognises it
 */
record StoredEvidence(EvidenceRow row, Map<String, Object> properties, String digest) {

    static StoredEvidence of(EvidenceRow row) {
        Subject subject = row.subject();
        var properties = PropertyCodec.properties(row.evidence(), subject.id(), subject.type(), row.ordinal());
        return new StoredEvidence(row, properties, WriteSet.digest(properties));
    }

    /** All evidence of a subject. */
    static List<StoredEvidence> of(Subject subject, List<Evidence> evidence) {
        return EvidenceRow.of(subject, evidence).stream()
                .map(StoredEvidence::of)
                .toList();
    }

    String id() {
        return row.id();
    }

    String subject() {
        return row.subject().id();
    }

    /** Evidence that moves or comes back keeps the time at which it was first recorded, on which trust depends. */
    ZonedDateTime since() {
        Instant recordedAt = row.evidence().recordedAt();
        return recordedAt == null ? null : recordedAt.atZone(ZoneOffset.UTC);
    }
}
