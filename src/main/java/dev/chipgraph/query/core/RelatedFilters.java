package dev.chipgraph.query.core;

import dev.chipgraph.model.CountryCode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The filters of a kind by relationships: parties, investors, speakers, subjects, sectors and places. */
final class RelatedFilters {

    private static final Set<Kind> PARTIES = EnumSet.copyOf(Kind.organizations());

    static {
        PARTIES.addAll(Set.of(Kind.PLACE, Kind.PERSON));
    }

    /** Whether a location in an area of the territory counts on the date. */
    private static final String LOCATED =
            "cg.known(located) AND coalesce(located.validFrom <= area.last, true) AND coalesce(located.validTo + '~' >= area.first, true)";

    private static final String IN_TERRITORY = """
            MATCH (asked:Entity:Place {id: $place})
            UNWIND cg.territory(asked) AS area
            WITH area, area.place AS site
            MATCH (site)<-[located:LOCATED_IN|PRESENT_IN]-(e)
            WHERE %s
            """.formatted(LOCATED);

    /** An investment is also where the facilities that it funds are. */
    private static final String INVESTED_IN_TERRITORY = """
            MATCH (asked:Entity:Place {id: $place})
            UNWIND cg.territory(asked) AS area
            WITH area, area.place AS site
            MATCH (site)<-[located:LOCATED_IN]-(thing WHERE thing:Investment OR thing:Facility)
            WHERE %s
            OPTIONAL MATCH (thing)<-[funds:FUNDS]-(funding:Investment)
            WHERE cg.known(funds)
            WITH CASE WHEN thing:Investment THEN thing ELSE funding END AS e
            WHERE e IS NOT NULL
            """.formatted(LOCATED);

    private RelatedFilters() {}

    static List<ListFilter> of(Kind kind) {
        var filters = new ArrayList<ListFilter>();
        if (kind == Kind.AGREEMENT) {
            filters.add(all("party", "Has this party. When repeated: has all of them.", "PARTY_TO"));
            filters.add(allOfCountries(
                    "partyCountry",
                    "Has a party of this country (ISO 3166-1 alpha-2), which may be the country itself. When repeated: has parties of all of them.",
                    "PARTY_TO"));
        }
        if (kind == Kind.INVESTMENT) {
            filters.add(all("investor", "Has this investor. When repeated: has all of them.", "INVESTOR_IN"));
            filters.add(allOfCountries(
                    "investorCountry",
                    "Has an investor of this country (ISO 3166-1 alpha-2). When repeated: has investors of all of them.",
                    "INVESTOR_IN"));
        }
        if (kind == Kind.PERSON) {
            filters.add(allReached(
                    "organization",
                    "Holds a position at this organisation. When repeated: at all of them.",
                    RelationshipType.HOLDS));
        }
        if (kind == Kind.EVENT) {
            filters.add(all(
                    "participant",
                    "Was organised or attended by this one. When repeated: by all of them.",
                    "ORGANIZED|ATTENDED"));
        }
        if (kind == Kind.FACILITY) {
            filters.add(all("operator", "Is operated by this one. When repeated: by all of them.", "OPERATES"));
        }
        if (kind == Kind.POLICY) {
            filters.add(all("issuer", "Was issued by this one. When repeated: by all of them.", "ISSUED"));
        }
        if (kind == Kind.STATEMENT) {
            filters.add(all("saidBy", "Was said by this one. When repeated: was said by all of them.", "SAID"));
            filters.add(allOfCountries(
                    "saidByCountry",
                    "Was said by one of this country (ISO 3166-1 alpha-2). When repeated: by some of each of them.",
                    "SAID"));
            filters.add(allReached(
                    "addressedTo",
                    "Is addressed to this one. When repeated: is addressed to all of them.",
                    RelationshipType.ADDRESSED_TO));
            filters.add(allReached(
                    "event",
                    "Was said at this event. When repeated: was said at all of them.",
                    RelationshipType.SAID_AT));
        }
        if (RelationshipType.ABOUT.joins(kind, Kind.SECTOR)) {
            filters.add(allReached(
                    "about", "Is about this one. When repeated: is about all of them.", RelationshipType.ABOUT));
        }
        typesBetween(kind, Kind.SECTOR)
                .ifPresent(types -> filters.add(reaching(
                        "sector",
                        "Is active in, covers, funds, is about or is addressed to this sector or a sector within it.",
                        true,
                        Kind.SECTOR,
                        inSector(types))));
        boolean investment = kind == Kind.INVESTMENT;
        if (investment || RelationshipType.LOCATED_IN.joins(kind, Kind.PLACE)) {
            filters.add(reaching(
                    ListFilter.PLACE,
                    "Is in the territory of this place by the boundaries of the date: in the place itself, in a place within it, or in a place that it succeeded.",
                    false,
                    Kind.PLACE,
                    investment ? INVESTED_IN_TERRITORY : IN_TERRITORY));
        }
        return filters;
    }

    private static Optional<String> typesBetween(Kind from, Kind to) {
        String types = Arrays.stream(RelationshipType.values())
                .filter(type -> type != RelationshipType.PART_OF && type != RelationshipType.RELATED_TO)
                .filter(type -> type.joins(from, to))
                .map(RelationshipType::wire)
                .collect(Collectors.joining("|"));
        return Optional.of(types).filter(some -> !some.isEmpty());
    }

    private static String inSector(String types) {
        return """
                UNWIND $sector AS asked
                MATCH (:Entity:Sector {id: asked}) (()<-[part:PART_OF WHERE cg.known(part)]-(:Sector))* (field)
                  <-[concerns:%s]-(e)
                WHERE cg.holds(concerns)
                """.formatted(types);
    }

    /** A filter whose start already finds exactly what matches. */
    private static ListFilter reaching(
            String name, String description, boolean repeatable, Kind referenced, String start) {
        return new ListFilter(
                name,
                description,
                Property.Type.TEXT,
                List.of(),
                repeatable,
                Set.of(referenced),
                start,
                text -> text,
                "true");
    }

    private static ListFilter all(String name, String description, String type) {
        return all(name, description, PARTIES, "-[%s:" + type + "]->");
    }

    /** A filter by the entities that a relationship of the type leads to. */
    private static ListFilter allReached(String name, String description, RelationshipType type) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        type.ends().forEach(ends -> kinds.addAll(ends.to()));
        return all(name, description, kinds, "<-[%s:" + type.wire() + "]-");
    }

    /**
     * A filter by other entities, all of which must be related.
     *
     * @param link Cypher of the relationship from the other entity to {@code e}, with a place for its variable
     */
    private static ListFilter all(String name, String description, Set<Kind> others, String link) {
        return new ListFilter(
                name,
                description,
                Property.Type.TEXT,
                List.of(),
                true,
                others,
                "MATCH (:Entity {id: $%s[0]})%s(e)\nWHERE cg.holds(first)\n".formatted(name, link.formatted("first")),
                text -> text,
                "all(one IN $? WHERE EXISTS { MATCH (:Entity {id: one})%s(e) WHERE cg.holds(part) })"
                        .formatted(link.formatted("part")));
    }

    private static ListFilter allOfCountries(String name, String description, String type) {
        return new ListFilter(
                name,
                description,
                Property.Type.TEXT,
                List.of(),
                true,
                Set.of(),
                "MATCH (someone:Entity {country: $%1$s[0]})-[first:%2$s]->(e)\nWHERE cg.holds(first)\n"
                        .formatted(name, type),
                text -> new CountryCode(text).code(),
                "all(one IN $? WHERE EXISTS { MATCH (someone:Entity)-[part:%s]->(e) WHERE someone.country = one AND cg.holds(part) })"
                        .formatted(type));
    }
}
