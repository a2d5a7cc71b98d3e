package dev.chipgraph.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A value that a source claims for a property.
 *
 * @param property the property; attributes are {@code attributes.} and their name
 * @param value the value; of a property with several values, one of them
 * @param shown whether the value is shown
 * @param source id of the source
 * @param locator where in the source
 * @param confidence how far it is trusted, 0 to 1
 * @param extractor who or what drew it from the source, {@code decision} for decisions of editors
 * @param evidence id of the evidence that makes the claim
 * @param recordedAt when this graph learned of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClaimedValue(
        String property,
        @Schema(ref = "SingleValue") @Nullable Object value,
        boolean shown,
        String source,
        @Nullable String locator,
        double confidence,
        String extractor,
        String evidence,
        Instant recordedAt) {

    /** All claims of the evidence of an entity, by property, the most trusted first. */
    public static List<ClaimedValue> of(Entity entity) {
        return of(entity.kind().properties(), entity.evidence());
    }

    /** All claims of the evidence of a relationship, by property, the most trusted first. */
    public static List<ClaimedValue> of(Relationship relationship) {
        return of(ShownState.vocabulary(relationship.type()), relationship.evidence());
    }

    private static List<ClaimedValue> of(Collection<Property> vocabulary, List<Evidence> records) {
        var claims = Claims.of(vocabulary, records);
        return records.stream()
                .sorted(Claims.TRUST)
                .flatMap(evidence -> of(evidence, claims))
                .sorted(Comparator.comparing(ClaimedValue::property))
                .toList();
    }

    private static Stream<ClaimedValue> of(Evidence evidence, Claims claims) {
        return ClaimFields.flat(evidence.claims()).entrySet().stream()
                .filter(claim -> !claim.getKey().equals(Claims.REJECTED))
                .flatMap(claim -> claims.items(claim.getKey(), claim.getValue())
                        .map(value -> new ClaimedValue(
                                claim.getKey(),
                                value,
                                claims.isShown(claim.getKey(), value),
                                evidence.source().id(),
                                evidence.locator(),
                                evidence.confidence(),
                                evidence.extractor(),
                                evidence.id(),
                                evidence.recordedAt())));
    }
}
