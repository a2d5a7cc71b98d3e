package dev.chipgraph.query.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.WireName;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why an answer does not hold all that there is. */
@Schema(
        description =
                "Why an answer does not hold all that there is: limit, more was found than asked for; perType, an entity has more relationships of one type than are followed; relationships, as many were read as one answer may read; steps, as many paths were tried as one answer may try; time, half of the time for a request was gone.")
public enum Truncation implements WireName {
    /** More was found than asked for. */
    LIMIT("limit"),
    /** An entity has more relationships of one type than are followed. */
    PER_TYPE("perType"),
    /** As many relationships were read as one answer may read. */
    RELATIONSHIPS("relationships"),
    /** As many paths were tried as one answer may try. */
    STEPS("steps"),
    /** Half of the request's time was gone. */
    TIME("time");

    private final String wire;

    Truncation(String wire) {
        this.wire = wire;
    }

    @JsonCreator
    public static Truncation fromString(String wire) {
        return WireName.read(Truncation.class, wire);
    }

    @Override
    @JsonValue
    public String wire() {
        return wire;
    }
}
