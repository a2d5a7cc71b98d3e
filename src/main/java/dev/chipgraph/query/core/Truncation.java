package dev.chipgraph.query.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.WireName;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why an answer is incomplete. */
@Schema(
        name = "TruncationReason",
        description =
                "Why an answer is incomplete: limit, more was found than requested; perType, an entity has more relationships of one type than are followed; relationships, the maximum number of relationships was read; steps, the maximum number of steps was tried; time, half of the time for a request was over.")
public enum Truncation implements WireName {
    /** More was found than requested. */
    LIMIT("limit"),
    /** An entity has more relationships of one type than are followed. */
    PER_TYPE("perType"),
    /** The maximum number of relationships was read. */
    RELATIONSHIPS("relationships"),
    /** The maximum number of steps was tried. */
    STEPS("steps"),
    /** Half of the time for a request was over. */
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
