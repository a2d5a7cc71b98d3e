package dev.chipgraph.model;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Sources that state different values for one property of one subject. All values are kept. The value of the most trusted
 * source is shown; among equally trusted sources, that of the newest.
 *
 * @param field the property
 * @param shown the value that is shown
 * @param claims each value with the sources that state it, the shown one first
 */
public record Conflict(
        String field,
        @Schema(ref = "PropertyValue") @Nullable Object shown,
        List<Claim> claims) {

    /**
     * One of the values.
     *
     * @param value the value
     * @param sources ids of the sources that state it
     */
    @Schema(name = "ConflictingValue")
    public record Claim(@Schema(ref = "PropertyValue") Object value, List<String> sources) {}
}
