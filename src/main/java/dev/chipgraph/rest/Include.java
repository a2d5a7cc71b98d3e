package dev.chipgraph.rest;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.Wire;
import java.util.Locale;

/** What can be added to an answer. */
public enum Include implements Wire {
    EVIDENCE;

    public static Include fromString(String wire) {
        return Wire.read(Include.class, wire);
    }

    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
