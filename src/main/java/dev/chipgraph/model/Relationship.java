package dev.chipgraph.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A relationship between two entities. Its extra properties stand beside the others in JSON.
 *
 * @param id its stable public id, whose prefix tells the type
 * @param type its type
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
        Entity.Ref from,
        Entity.Ref to,
        @JsonIgnore Map<String, Object> properties,
        @JsonUnwrapped Validity validity,
        Instant recordedAt,
        Instant supersededAt,
        List<Evidence> evidence)
        implements GraphRecord {

    @JsonAnyGetter
    public Map<String, Object> own() {
        return properties;
    }

    /** A copy with other evidence. */
    public Relationship with(List<Evidence> others) {
        return new Relationship(id, type, from, to, properties, validity, recordedAt, supersededAt, others);
    }

    /** A copy that tells whether it is attested on a date. */
    public Relationship on(ValidAt date) {
        return new Relationship(id, type, from, to, properties, validity.on(date), recordedAt, supersededAt, evidence);
    }

    /** The relationship as a clause: who does what, in which role or position where there is one. */
    public String inWords() {
        String clause = "%s %s %s".formatted(from.name(), type.phrase(), to.name());
        Object as = properties.getOrDefault("role", properties.get("position"));
        return as == null ? clause : "%s (%s)".formatted(clause, as);
    }
}
