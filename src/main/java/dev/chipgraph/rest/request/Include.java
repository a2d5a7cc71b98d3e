package dev.chipgraph.rest.request;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.WireName;
import java.util.Locale;

/** Details that can be added to an answer. */
public enum Include implements WireName {
    EVIDENCE,
    CLAIMS;

    public static Include fromString(String wire) {
        return WireName.read(Include.class, wire);
    }

    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
