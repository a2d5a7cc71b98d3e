package dev.chipgraph.query;

import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A filter that a list of entities understands. Those of a kind's own properties follow from the vocabulary.
 *
 * @param name name of the query parameter
 * @param description one sentence for readers of the API
 * @param type what values look like
 * @param allowed the allowed values of a {@link Property.Type#CHOICE}
 * @param repeatable whether it may be given several times, meaning any of the values
 * @param reader turns a value into the parameter of the statement; refuses it with what is allowed
 * @param predicate Cypher about the node {@code e}, in which {@code $?} stands for the parameter
 */
public record Filter(
        String name,
        String description,
        Property.Type type,
        List<String> allowed,
        boolean repeatable,
        Function<String, Object> reader,
        String predicate) {

    /** What every list of entities understands. */
    private static final List<Filter> COMMON = List.of(
            new Filter(
                    "name",
                    "Has this name: any of its names, the whole of it, in any language; case and diacritics do not count.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    Folding::fold,
                    "EXISTS { MATCH (n:Name) WHERE n.entity = e.id AND n.key IN $? }"),
            new Filter(
                    "country",
                    "Lies or has its seat in this country: ISO 3166-1 alpha-2 code.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    Filter::country,
                    "e.country IN $?"),
            new Filter(
                    "tag",
                    "Carries this tag.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    text -> text,
                    "any(tag IN e.tags WHERE tag IN $?)"),
            new Filter(
                    "source",
                    "Is supported by this source: its id.",
                    Property.Type.TEXT,
                    List.of(),
                    true,
                    text -> text,
                    "EXISTS { MATCH (v:Evidence {subject: e.id}) WHERE v.source IN $? }"),
            new Filter(
                    "hasConflict",
                    "Whether its sources differ in something.",
                    Property.Type.CHOICE,
                    List.of("true", "false"),
                    false,
                    Boolean::valueOf,
                    "e.hasConflict = $?"),
            new Filter(
                    "updatedSince",
                    "Is new or was changed at this instant or later, such as 2026-01-31T00:00:00Z.",
                    Property.Type.TEXT,
                    List.of(),
                    false,
                    Filter::instant,
                    "e.updatedAt >= $?"));

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
    public static Map<String, Filter> common() {
        return byName(COMMON);
    }

    /** The filters of lists of one kind. */
    public static Map<String, Filter> of(Kind kind) {
        var filters = new ArrayList<>(COMMON);
        kind.properties().forEach(property -> filters.addAll(of(property)));
        return byName(filters);
    }

    private static Map<String, Filter> byName(List<Filter> filters) {
        var byName = new LinkedHashMap<String, Filter>();
        filters.forEach(filter -> byName.put(filter.name(), filter));
        return byName;
    }

    private static List<Filter> of(Property property) {
        String name = property.name();
        String about = property.description();
        return switch (property.type()) {
            case TEXT ->
                List.of(new Filter(
                        name, about, property.type(), List.of(), true, text -> text, "e.%s IN $?".formatted(name)));
            case CHOICE ->
                List.of(new Filter(
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
                        bound(property, "min" + capital(name), about + " At least this.", Filter::number, "e.%s >= $?"),
                        bound(property, "max" + capital(name), about + " At most this.", Filter::number, "e.%s <= $?"));
            case MONEY ->
                List.of(
                        bound(
                                property,
                                "min" + capital(name),
                                about + " At least this; give currency too.",
                                Filter::number,
                                "coalesce(e.%1$sValue, e.%1$sMax) >= $?"),
                        bound(
                                property,
                                "max" + capital(name),
                                about + " At most this; give currency too.",
                                Filter::number,
                                "coalesce(e.%1$sValue, e.%1$sMin) <= $?"),
                        bound(
                                property,
                                "currency",
                                about + " ISO 4217 code of the currency.",
                                text -> text.toUpperCase(Locale.ROOT),
                                "e.%sCurrency = $?"));
            case LOCATION -> List.of();
        };
    }

    private static Filter bound(
            Property property, String name, String description, Function<String, Object> reader, String predicate) {
        Property.Type type = name.equals("currency")
                ? Property.Type.TEXT
                : property.type() == Property.Type.MONEY ? Property.Type.NUMBER : property.type();
        return new Filter(name, description, type, List.of(), false, reader, predicate.formatted(property.name()));
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

    private static String country(String text) {
        if (!text.matches("[A-Za-z]{2}")) {
            throw new IllegalArgumentException("must be an ISO 3166-1 alpha-2 code such as VN, not \"" + text + "\"");
        }
        return text.toUpperCase(Locale.ROOT);
    }

    private static Object instant(String text) {
        try {
            return Instant.parse(text).atZone(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "must be an instant such as 2026-01-31T00:00:00Z, not \"" + text + "\"", e);
        }
    }
}
