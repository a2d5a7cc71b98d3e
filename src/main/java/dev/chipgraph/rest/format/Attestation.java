package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.model.Validity;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

/** Whether the relationships in an answer are attested on the date that was asked for. */
public final class Attestation {

    static final String DESCRIPTION =
            "False if a relationship of the page is valid but not attested on the date, because the date lies before the first or after the last date on which a source says that it was so, and no source says when it began or ended. Absent otherwise.";

    private Attestation() {}

    /** False when a relationship in one of the items is not attested; null otherwise. */
    public static Boolean of(Object items) {
        return attested(items).anyMatch(Boolean.FALSE::equals) ? Boolean.FALSE : null;
    }

    private static Stream<Boolean> attested(Object item) {
        return switch (item) {
            case Validity validity -> Stream.ofNullable(validity.attested());
            case JsonNode json -> json.findValues("attested").stream().map(JsonNode::booleanValue);
            case Collection<?> items -> items.stream().flatMap(Attestation::attested);
            case Map<?, ?> values -> values.values().stream().flatMap(Attestation::attested);
            case Record values -> RecordComponents.of(values).flatMap(Attestation::attested);
            case null, default -> Stream.of();
        };
    }
}
