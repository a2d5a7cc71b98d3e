package dev.chipgraph.query.question;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A dimension of {@link Stats}. Those of a kind's own properties follow from the vocabulary.
 *
 * @param name name of the dimension
 * @param description one sentence for readers of the API
 * @param values Cypher of the list of values of {@code e} in the dimension
 * @param property whether the values are properties of the entity itself
 * @param reference whether the values are ids of entities, which are shown with their names
 */
public record Dimension(String name, String description, String values, boolean property, boolean reference) {

    /** Names of the dimensions by those who take part. */
    private static final Map<RelationshipType, String> PARTIES = Map.of(
            RelationshipType.PARTY_TO, "party",
            RelationshipType.INVESTOR_IN, "investor",
            RelationshipType.SAID, "saidBy");

    /** The dimensions of entities of the given kinds, by name. */
    public static Map<String, Dimension> of(Set<Kind> kinds) {
        var dimensions = new ArrayList<Dimension>();
        dimensions.add(own("kind", "Kind.", "[e.kind]"));
        if (kinds.stream().anyMatch(Kind::hasCountry)) {
            dimensions.add(own("country", "Country, ISO 3166-1 alpha-2.", "[e.country]"));
        }
        dimensions.add(
                own("year", "Year of the main date of the kind.", "[toInteger(left(%s, 4))]".formatted(date(kinds))));
        dimensions.add(own(
                "month",
                "Month of the main date of the kind.",
                "[CASE WHEN size(%1$s) > 4 THEN left(%1$s, 7) END]".formatted(date(kinds))));
        dimensions.add(own("tag", "Tag.", "e.tags"));
        dimensions.add(own("hasConflict", "Whether its sources contradict each other.", "[e.hasConflict]"));
        dimensions.add(new Dimension(
                "source",
                "Source that supports it.",
                "COLLECT { MATCH (said:Evidence {subject: e.id}) WHERE cg.known(said) RETURN DISTINCT said.source }",
                false,
                true));
        kinds.stream()
                .flatMap(kind -> kind.properties().stream())
                .collect(Collectors.groupingBy(Property::name, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, same) -> {
                    Property property = same.getFirst();
                    switch (property.type()) {
                        case TEXT, CHOICE, NUMBER ->
                            dimensions.add(own(
                                    name,
                                    property.description(),
                                    property.many() ? "e." + name : "[e.%s]".formatted(name)));
                        case DATE ->
                            dimensions.add(own(
                                    name + ".year",
                                    property.description() + " The year.",
                                    "[toInteger(left(e.%s, 4))]".formatted(name)));
                        case MONEY ->
                            dimensions.add(own(
                                    name + ".currency",
                                    property.description() + " The currency.",
                                    "[e.%sCurrency]".formatted(name)));
                        case LOCATION -> {}
                    }
                });
        related(
                dimensions,
                kinds,
                "sector",
                "Sector that it is active in, covers, funds, is about or is addressed to.",
                Kind.SECTOR);
        related(
                dimensions,
                kinds,
                "place",
                "Place in which it is located or present, or that it is about or addressed to.",
                Kind.PLACE);
        var party = party(kinds);
        if (party != null) {
            String name = PARTIES.get(party);
            dimensions.add(new Dimension(
                    name,
                    "Entity that %s it.".formatted(Texts.ENGLISH.label(party)),
                    parties(party, "one.id"),
                    false,
                    true));
            dimensions.add(new Dimension(
                    name + "Country",
                    "Country of an entity that %s it.".formatted(Texts.ENGLISH.label(party)),
                    parties(party, "one.country"),
                    false,
                    false));
        }
        var byName = new LinkedHashMap<String, Dimension>();
        dimensions.forEach(dimension -> byName.putIfAbsent(dimension.name(), dimension));
        return byName;
    }

    private static Dimension own(String name, String description, String values) {
        return new Dimension(name, description, values, true, false);
    }

    /** The main date of a kind: the first date in the vocabulary. */
    private static String date(Set<Kind> kinds) {
        var dates = kinds.stream()
                .flatMap(kind -> kind.properties().stream()
                        .filter(property -> property.type() == Property.Type.DATE)
                        .limit(1))
                .map(property -> "e." + property.name())
                .distinct()
                .toList();
        return dates.isEmpty() ? "null" : "coalesce(%s)".formatted(String.join(", ", dates));
    }

    private static void related(List<Dimension> dimensions, Set<Kind> kinds, String name, String description, Kind to) {
        String types = Arrays.stream(RelationshipType.values())
                .filter(type -> type != RelationshipType.PART_OF && type != RelationshipType.RELATED_TO)
                .filter(type -> kinds.stream().anyMatch(kind -> type.joins(kind, to)))
                .map(RelationshipType::wire)
                .collect(Collectors.joining("|"));
        if (!types.isEmpty()) {
            dimensions.add(new Dimension(
                    name,
                    description,
                    "COLLECT { MATCH (e)-[has:%s]->(one:%s) WHERE cg.holds(has) RETURN DISTINCT one.id }"
                            .formatted(types, to.label()),
                    false,
                    true));
        }
    }

    /** The relationship type by which parties take part in entities of these kinds; null when there is no single one. */
    public static RelationshipType party(Set<Kind> kinds) {
        return kinds.size() == 1
                ? switch (kinds.iterator().next()) {
                    case AGREEMENT -> RelationshipType.PARTY_TO;
                    case INVESTMENT -> RelationshipType.INVESTOR_IN;
                    case STATEMENT -> RelationshipType.SAID;
                    default -> null;
                }
                : null;
    }

    static String parties(RelationshipType type, String what) {
        return "COLLECT { MATCH (one:Entity)-[part:%s]->(e) WHERE cg.holds(part) RETURN DISTINCT %s }"
                .formatted(type.wire(), what);
    }
}
