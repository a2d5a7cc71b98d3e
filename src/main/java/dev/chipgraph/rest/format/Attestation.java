package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Validity;
import dev.chipgraph.query.question.Events.Participant;
import dev.chipgraph.query.question.Events.Position;
import dev.chipgraph.query.question.Sources.Fact;
import dev.chipgraph.query.question.Timeline.Happening;
import dev.chipgraph.query.traversal.CommonNeighbours.Shared;
import dev.chipgraph.query.traversal.Connection;
import dev.chipgraph.query.traversal.Neighbourhood.Edge;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

/** Whether the relationships in an answer are attested on the date that was asked for. */
public final class Attestation {

    static final String DESCRIPTION =
            "False if a relationship of the page is valid but not attested on the date, because the date lies before the first or after the last date on which a source says that it was so, and no source says when it began or ended. Absent otherwise.";

    private Attestation() {}

    /** False when a relationship in one of the items is not attested; null otherwise. */
    public static Boolean of(Collection<?> items) {
        return items.stream().anyMatch(Attestation::isLacking) ? Boolean.FALSE : null;
    }

    private static boolean isLacking(Object item) {
        return item instanceof JsonNode json
                ? json.findValues("attested").stream().anyMatch(attested -> !attested.booleanValue())
                : facts(item).anyMatch(fact -> Boolean.FALSE.equals(fact.attested()));
    }

    private static Stream<Validity> facts(Object item) {
        return switch (item) {
            case Relationship relationship -> Stream.of(relationship.validity());
            case Edge edge -> Stream.of(edge.validity());
            case Participant participant -> participant.positions().stream().map(Position::validity);
            case Fact fact -> facts(fact.relationship());
            case Happening happening -> facts(happening.relationship());
            case Connection path ->
                path.hops().stream()
                        .flatMap(hop -> hop.relationships().stream())
                        .flatMap(Attestation::facts);
            case Shared shared -> shared.paths().stream().flatMap(Attestation::facts);
            case Map<?, ?> row -> row.values().stream().flatMap(Attestation::facts);
            case null, default -> Stream.of();
        };
    }
}
