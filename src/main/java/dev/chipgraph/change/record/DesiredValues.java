package dev.chipgraph.change.record;

import dev.chipgraph.model.Claims;
import dev.chipgraph.model.Evidence;
import java.util.Map;
import java.util.Objects;

/**
 * Values that an editor wants to be shown of a subject, whatever its evidence claims.
 *
 * @param values values by property, as JSON has them; null for none
 * @param source the source that decisions refer to; null for the editors themselves
 * @param reason why; null when not told
 * @param explicit whether a decision is recorded even when the value is shown anyway
 */
public record DesiredValues(Map<String, Object> values, String source, String reason, boolean explicit) {

    /** The source of decisions for which editors name none. */
    static final String EDITORS = "editors";

    /** The evidence that records the decision about a property, without its claims. */
    public Evidence decision(String property) {
        return new Evidence(
                null,
                Evidence.SourceRef.ofId(Objects.requireNonNullElse(source, EDITORS)),
                property,
                null,
                reason,
                Map.of(),
                Evidence.FULL_CONFIDENCE,
                Claims.DECISION,
                null);
    }
}
