package dev.chipgraph.rest.pattern;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import java.util.ArrayList;
import java.util.List;

/** The terms that patterns can use. */
final class RandomTerms {

    static final List<String> OF_ENTITIES = List.of(
            "id",
            "kind",
            "name",
            "names",
            "description",
            "country",
            "sameAs",
            "tags",
            "sources",
            "hasConflict",
            "version",
            "recordedAt",
            "updatedAt",
            "attributes.unitType",
            "attributes.frequency");
    static final List<String> OF_RELATIONSHIPS =
            List.of("id", "type", "validFrom", "validTo", "attestedOn", "sources", "hasConflict", "recordedAt");

    private RandomTerms() {}

    /** Names of the values that entities of a kind have of their own. */
    static List<String> of(Kind kind) {
        var terms = new ArrayList<String>();
        for (Property property : kind.properties()) {
            // One kind's number is another's amount of money: what a pattern means by it depends on all its edges.
            if (property.name().equals("value")) {
                continue;
            }
            terms.add(property.name());
            switch (property.type()) {
                case DATE -> {
                    terms.add(property.name() + ".year");
                    terms.add(property.name() + ".month");
                }
                case MONEY ->
                    List.of("value", "min", "max", "currency", "least", "greatest")
                            .forEach(part -> terms.add(property.name() + "." + part));
                default -> {}
            }
        }
        return terms;
    }
}
