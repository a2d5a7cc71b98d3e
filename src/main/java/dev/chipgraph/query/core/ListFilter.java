package dev.chipgraph.query.core;

import dev.chipgraph.model.CountryCode;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Instants;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import java.math.BigDecimal;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A filter that a list of entities understands. Those of a kind's own properties follow from the vocabulary.
 *
 * @param name name of the query parameter
 * @param description one sentence for readers of the API
 * @param type what values look like
 * @param allowed the allowed values of a {@link Property.Type#CHOICE}
 * @param repeatable whether it may be given several times, meaning any of the values
 * @param references kinds of the entities that values refer to; empty when values stand for themselves
 * @param start Cypher that binds {@code e} by way of the values, so that what is asked for is found from there; null when the
 *     list is gone through
 * @param reader turns a value into the parameter of the statement; refuses it with what is allowed
 * @param predicate Cypher about the node {@code e}, in which {@code $?} stands for the parameter
 */
public record ListFilter(
        String name,
        String description,
        Property.Type type,
        List<String> allowed,
        boolean repeatable,
        Set<Kind> references,
        String start,
        Function<String, Object> reader,
        String predicate) {

    /** The filter by the territory of a place. */
    public static final String PLACE = "place";

    private static final Set<Kind> PARTIES = EnumSet.copyOf(Kind.organizations());

    static {
        PARTIES.addAll(Set.of(Kind.PLACE, Kind.PERSON));
    }

    /** A filter by what an entity shows. */
    private ListFilter(
            String name,
            String description,
            Property.Type type,
            List<String> allowed,
            boolean repeatable,
            Function<String, Object> reader,
            String predicate) {
        this(name, description, type, allowed, repeatable, Set.of(), null, reader, predicate);
    }

    /** What every list of entities understands. */
    private static final List<ListFilter> COMMON = List.of(
            new ListFilter(
                    "name",
                    "Has this name: any of its names, the whole of it, in any language; case and diacritics do not count.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    Folding::fold,
                    "EXISTS { MATCH (n:Name) WHERE n.entity = e.id AND n.key IN $? }"),
            new ListFilter(
                    "country",
                    "Lies or has its seat in this country: ISO 3166-1 alpha-2 code.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    text -> new CountryCode(text).code(),
                    "e.country IN $?"),
            new ListFilter(
                    "tag",
                    "Carries this tag.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    text -> text,
                    "any(tag IN e.tags WHERE tag IN $?)"),
            new ListFilter(
                    "source",
                    "Is supported by this source: its id.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    text -> text,
                    "EXISTS { MATCH (v:Evidence {subject: e.id}) WHERE v.source IN $? }"),
            new ListFilter(
                    "hasConflict",
                    "Whether its sources differ in something.",
                    Property.Type.CHOICE,
                    List.of("true", "false"),
                    false,
                    Boolean::valueOf,
                    "e.hasConflict = $?"),
            new ListFilter(
                    "updatedSince",
                    "Is new or was changed at this instant or later, such as 2026-01-31T00:00:00Z.",
                    Property.Type.TEXT,
                    List.of(),
                    false,
                    ListFilter::instant,
                    "e.updatedAt >= $?"),
            new ListFilter(
                    "minSources",
                    "Is told of by at least so many sources.",
                    Property.Type.NUMBER,
                    List.of(),
                    false,
                    ListFilter::number,
                    "sources(e) >= $?"));

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public Object read(String value) {
        if (type == Property.Type.CHOICE && !allowed.contains(value)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", allowed));
        }
        return reader.apply(value);
    }

    /** The filters of lists across kinds. */
    public static Map<String, ListFilter> common() {
        return byName(COMMON);
    }

    /** The filters of lists of one kind. */
    public static Map<String, ListFilter> of(Kind kind) {
        var filters = new ArrayList<>(COMMON);
        kind.properties().forEach(property -> filters.addAll(of(property)));
        filters.addAll(related(kind));
        return byName(filters);
    }

    /** Filters by what an entity has to do with others. */
    private static List<ListFilter> related(Kind kind) {
        var filters = new ArrayList<ListFilter>();
        if (kind == Kind.AGREEMENT) {
            filters.add(all("party", "Has this party; given several times, all of them.", "PARTY_TO", PARTIES));
            filters.add(allOfCountries(
                    "partyCountry",
                    "Has a party of this country, ISO 3166-1 alpha-2, the country itself included; given several times, of all of them.",
                    "PARTY_TO"));
        }
        if (kind == Kind.INVESTMENT) {
            filters.add(
                    all("investor", "Has this investor; given several times, all of them.", "INVESTOR_IN", PARTIES));
            filters.add(allOfCountries(
                    "investorCountry",
                    "Has an investor of this country, ISO 3166-1 alpha-2; given several times, of all of them.",
                    "INVESTOR_IN"));
        }
        typesBetween(kind, Kind.SECTOR)
                .ifPresent(types -> filters.add(new ListFilter(
                        "sector",
                        "Is active in, covers, funds or is about this sector or one within it.",
                        Property.Type.TEXT,
                        List.of(),
                        true,
                        Set.of(Kind.SECTOR),
                        """
                UNWIND $sector AS asked
                MATCH (:Entity:Sector {id: asked}) (()<-[part:PART_OF WHERE known(part)]-(:Sector))* (field)<-[concerns:%s]-(e)
                WHERE holds(concerns)
                """.formatted(types),
                        text -> text,
                        "true")));
        boolean investment = kind == Kind.INVESTMENT;
        if (investment || RelationshipType.LOCATED_IN.joins(kind, Kind.PLACE)) {
            filters.add(new ListFilter(
                    PLACE,
                    "Is in the territory of this place, by the boundaries of the date: in the place, in one within it, or in one that it succeeded.",
                    Property.Type.TEXT,
                    List.of(),
                    false,
                    Set.of(Kind.PLACE),
                    investment
                            ? "MATCH (area:Entity:Place {id: $place})\ninvestments_within(area)\nWITH i AS e\n"
                            : """
                              MATCH (area:Entity:Place {id: $place})
                              territory(area)
                              MATCH (within)<-[located:LOCATED_IN|PRESENT_IN]-(e)
                              WHERE stands(located)
                              """,
                    text -> text,
                    "true"));
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

    private static ListFilter all(String name, String description, String type, Set<Kind> kinds) {
        return new ListFilter(
                name,
                description,
                Property.Type.TEXT,
                List.of(),
                true,
                kinds,
                "MATCH (:Entity {id: $%1$s[0]})-[first:%2$s]->(e)\nWHERE holds(first)\n".formatted(name, type),
                text -> text,
                "all(one IN $? WHERE EXISTS { MATCH (:Entity {id: one})-[part:%s]->(e) WHERE holds(part) })"
                        .formatted(type));
    }

    private static ListFilter allOfCountries(String name, String description, String type) {
        return new ListFilter(
                name,
                description,
                Property.Type.TEXT,
                List.of(),
                true,
                Set.of(),
                "MATCH (someone:Entity {country: $%1$s[0]})-[first:%2$s]->(e)\nWHERE holds(first)\n"
                        .formatted(name, type),
                text -> new CountryCode(text).code(),
                "all(one IN $? WHERE EXISTS { MATCH (someone:Entity)-[part:%s]->(e) WHERE someone.country = one AND holds(part) })"
                        .formatted(type));
    }

    private static Map<String, ListFilter> byName(List<ListFilter> filters) {
        var byName = new LinkedHashMap<String, ListFilter>();
        filters.forEach(filter -> byName.put(filter.name(), filter));
        return byName;
    }

    private static List<ListFilter> of(Property property) {
        String name = property.name();
        String about = property.description();
        return switch (property.type()) {
            case TEXT ->
                List.of(new ListFilter(
                        name, about, property.type(), List.of(), true, text -> text, "e.%s IN $?".formatted(name)));
            case CHOICE ->
                List.of(new ListFilter(
                        name,
                        about,
                        property.type(),
                        property.values(),
                        true,
                        text -> text,
                        (property.many() ? "any(item IN e.%s WHERE item IN $?)" : "e.%s IN $?").formatted(name)));
            case DATE ->
                // Validity is asked for with validAt, which knows what open bounds mean.
                name.startsWith("valid")
                        ? List.of()
                        : List.of(
                                bound(
                                        property,
                                        stem(name) + "From",
                                        about + " This date or later.",
                                        text -> new PartialDate(text).firstDay().toString(),
                                        "e.%s + '~' >= $?"),
                                bound(
                                        property,
                                        stem(name) + "To",
                                        about + " This date or earlier.",
                                        text -> new PartialDate(text).lastDay().toString(),
                                        "e.%s <= $?"));
            case NUMBER ->
                List.of(
                        bound(
                                property,
                                "min" + capital(name),
                                about + " At least this.",
                                ListFilter::number,
                                "e.%s >= $?"),
                        bound(
                                property,
                                "max" + capital(name),
                                about + " At most this.",
                                ListFilter::number,
                                "e.%s <= $?"));
            case MONEY ->
                List.of(
                        bound(
                                property,
                                "min" + capital(name),
                                about + " At least this; give currency too.",
                                ListFilter::number,
                                "coalesce(e.%1$sValue, e.%1$sMax, e.%1$sMin) >= $?"),
                        bound(
                                property,
                                "max" + capital(name),
                                about + " At most this; give currency too.",
                                ListFilter::number,
                                "coalesce(e.%1$sValue, e.%1$sMin, e.%1$sMax) <= $?"),
                        bound(
                                property,
                                "currency",
                                about + " ISO 4217 code of the currency.",
                                text -> text.toUpperCase(Locale.ROOT),
                                "e.%sCurrency = $?"));
            case LOCATION -> List.of();
        };
    }

    private static ListFilter bound(
            Property property, String name, String description, Function<String, Object> reader, String predicate) {
        Property.Type type = name.equals("currency")
                ? Property.Type.TEXT
                : property.type() == Property.Type.MONEY ? Property.Type.NUMBER : property.type();
        return new ListFilter(name, description, type, List.of(), false, reader, predicate.formatted(property.name()));
    }

    private static String stem(String name) {
        return name.endsWith("On") ? name.substring(0, name.length() - 2) : name;
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Object number(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number, not \"" + text + "\"", e);
        }
    }

    private static Object instant(String text) {
        try {
            return Instants.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "must be an instant such as 2026-01-31T00:00:00Z, not \"" + text + "\"", e);
        }
    }
}
