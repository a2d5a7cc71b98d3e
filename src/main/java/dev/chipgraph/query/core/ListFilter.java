package dev.chipgraph.query.core;

import dev.chipgraph.model.CountryCode;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Instants;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A filter of lists of entities.
 *
 * @param name name of the query parameter
 * @param description one sentence for readers of the API
 * @param type type of the values
 * @param allowed the allowed values of a {@link Property.Type#CHOICE}
 * @param repeatable whether the parameter may be repeated, meaning any of the values
 * @param references kinds of the entities that the values refer to; empty when the values are no references
 * @param start Cypher that binds {@code e} starting from the values; null when the predicate is tested for each entity of
 *     the list
 * @param reader converts a value to a parameter of the statement, or rejects it with a description of what is allowed
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

    /** The filter by country, of kinds that have one. */
    public static final String COUNTRY = "country";

    /** Why a list of other kinds cannot be filtered by country. */
    public static final String NO_COUNTRY = "does not apply, since entities of this kind have no country";

    /** A filter by values of the entity itself. */
    static ListFilter of(
            String name,
            String description,
            Property.Type type,
            List<String> allowed,
            boolean repeatable,
            Function<String, Object> reader,
            String predicate) {
        return new ListFilter(name, description, type, allowed, repeatable, Set.of(), null, reader, predicate);
    }

    /** The filters of all lists. */
    private static final List<ListFilter> COMMON = List.of(
            of(
                    "name",
                    "Has this name, in any language. The whole name must match; case and diacritics are ignored.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    Folding::fold,
                    "EXISTS { MATCH (n:Name) WHERE n.entity = e.id AND n.key IN $? }"),
            of(
                    COUNTRY,
                    "Is of this country (ISO 3166-1 alpha-2): is located or has its seat there; of a policy: was issued there; of a statement: was said by one of it; of a person: holds a position at an organisation of it; of an indicator: is about something of it.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    text -> new CountryCode(text).code(),
                    "e.country IN $?"),
            of(
                    "tag",
                    "Has this tag.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    text -> text,
                    "any(tag IN e.tags WHERE tag IN $?)"),
            new ListFilter(
                    "source",
                    "Has evidence from this source.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    Set.of(Kind.SOURCE),
                    null,
                    text -> text,
                    "EXISTS { MATCH (v:Evidence {subject: e.id}) WHERE v.source IN $? }"),
            of(
                    "hasConflict",
                    "Whether its sources contradict each other.",
                    Property.Type.CHOICE,
                    List.of("true", "false"),
                    false,
                    Boolean::valueOf,
                    "e.hasConflict = $?"),
            of(
                    "updatedSince",
                    "Was created or changed at or after this instant, such as 2026-01-31T00:00:00Z.",
                    Property.Type.TEXT,
                    List.of(),
                    false,
                    ListFilter::instant,
                    "e.updatedAt >= $?"),
            of(
                    "minSources",
                    "Has evidence from at least this many sources. One that only translates its names does not count.",
                    Property.Type.NUMBER,
                    List.of(),
                    false,
                    PropertyFilters::number,
                    "COUNT { MATCH (v:Evidence {subject: e.id}) WHERE cg.known(v) AND v.extractor <> 'translation' RETURN DISTINCT v.source } >= $?"));

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

    /** The filters of lists of these kinds together; of all kinds when there are none. */
    public static Map<String, ListFilter> of(Collection<Kind> kinds) {
        return kinds.size() == 1 ? of(kinds.iterator().next()) : common(kinds);
    }

    /** The filters of lists across kinds, restricted to these; to all kinds when there are none. */
    public static Map<String, ListFilter> common(Collection<Kind> kinds) {
        var filters = common();
        if (!kinds.isEmpty() && kinds.stream().noneMatch(Kind::hasCountry)) {
            filters.remove(COUNTRY);
        }
        return filters;
    }

    /** The filters of lists of one kind. */
    public static Map<String, ListFilter> of(Kind kind) {
        var filters = new ArrayList<>(COMMON);
        kind.properties().forEach(property -> filters.addAll(PropertyFilters.of(property)));
        filters.addAll(RelatedFilters.of(kind));
        filters.removeIf(filter -> filter.name().equals(COUNTRY) && !kind.hasCountry());
        return byName(filters);
    }

    private static Map<String, ListFilter> byName(List<ListFilter> filters) {
        var byName = new LinkedHashMap<String, ListFilter>();
        filters.forEach(filter -> byName.put(filter.name(), filter));
        return byName;
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
