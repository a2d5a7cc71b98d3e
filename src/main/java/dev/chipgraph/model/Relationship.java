package dev.chipgraph.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A relationship between two entities. Its extra properties stand beside the others in JSON.
 *
 * @param id its stable public id, whose prefix tells the type
 * @param type its type
 * @param label its type in words, seen from one of its ends; absent unless shown to a reader
 * @param from where it comes from
 * @param to where it leads to
 * @param properties values by name of the {@link Property} of its type
 * @param validity when it held
 * @param recordedAt when this graph learned of it
 * @param supersededAt when this graph replaced or withdrew it
 * @param evidence what supports it; absent unless asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Relationship(
        String id,
        RelationshipType type,

        @Schema(
                description =
                        "Its type in words, in the language of the answer. In the list of an entity and on a path it is seen from there, otherwise from its start.")
        String label,

        Entity.Ref from,
        Entity.Ref to,
        @JsonIgnore Map<String, Object> properties,
        @JsonUnwrapped Validity validity,
        Instant recordedAt,
        @Nullable Instant supersededAt,
        List<Evidence> evidence)
        implements GraphRecord {

    public Relationship(
            String id,
            RelationshipType type,
            Entity.Ref from,
            Entity.Ref to,
            Map<String, Object> properties,
            Validity validity,
            Instant recordedAt,
            Instant supersededAt,
            List<Evidence> evidence) {
        this(id, type, null, from, to, properties, validity, recordedAt, supersededAt, evidence);
    }

    @JsonAnyGetter
    public Map<String, Object> own() {
        return properties;
    }

    /** A copy with other evidence. */
    public Relationship with(List<Evidence> others) {
        return new Relationship(id, type, label, from, to, properties, validity, recordedAt, supersededAt, others);
    }

    /** A copy that tells whether it is attested on a date. */
    public Relationship on(ValidAt date) {
        return new Relationship(
                id, type, label, from, to, properties, validity.on(date), recordedAt, supersededAt, evidence);
    }

    /** A copy with a label. */
    public Relationship labelled(String words) {
        return new Relationship(id, type, words, from, to, properties, validity, recordedAt, supersededAt, evidence);
    }
}
