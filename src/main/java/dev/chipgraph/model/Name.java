package dev.chipgraph.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A name of an entity.
 *
 * @param value the name
 * @param lang BCP 47 tag of its language; null when it belongs to none
 * @param type what sort of name it is; null when not stated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Name(
        String value, @Nullable String lang, @Nullable Type type) {

    /** Sorts of name. */
    @Schema(name = "NameType")
    public enum Type implements WireName {
        OFFICIAL,
        SHORT,
        ALIAS,
        FORMER;

        @JsonCreator
        public static Type fromString(String wire) {
            return WireName.read(Type.class, wire);
        }

        @Override
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
