package dev.chipgraph.query.core;

import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.ValidAt;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The filters of a kind's own properties, which follow from the types of the properties. */
final class PropertyFilters {

    private PropertyFilters() {}

    /** The filters of a property. Validity has none: {@code validAt} filters by it and knows that absent bounds are open. */
    static List<ListFilter> of(Property property) {
        String name = property.name();
        String about = property.description();
        return switch (property.type()) {
            case TEXT ->
                List.of(ListFilter.of(
                        name, about, property.type(), List.of(), true, text -> text, "e.%s IN $?".formatted(name)));
            case CHOICE ->
                List.of(ListFilter.of(
                        name,
                        about,
                        property.type(),
                        property.values(),
                        true,
                        text -> text,
                        (property.many() ? "any(item IN e.%s WHERE item IN $?)" : "e.%s IN $?").formatted(name)));
            case DATE -> ValidAt.BOUNDS.contains(name) ? List.of() : dates(property);
            case NUMBER ->
                List.of(
                        atLeast(property, about + " At least this.", "e.%s >= $?"),
                        atMost(property, about + " At most this.", "e.%s <= $?"));
            case MONEY ->
                List.of(
                        atLeast(
                                property,
                                about + " At least this amount; set currency as well.",
                                "coalesce(e.%1$sValue, e.%1$sMax, e.%1$sMin) >= $?"),
                        atMost(
                                property,
                                about + " At most this amount; set currency as well.",
                                "coalesce(e.%1$sValue, e.%1$sMin, e.%1$sMax) <= $?"),
                        one(
                                property,
                                "currency",
                                Property.Type.TEXT,
                                about + " ISO 4217 code of the currency.",
                                text -> text.toUpperCase(Locale.ROOT),
                                "e.%sCurrency = $?"));
            case LOCATION -> List.of();
        };
    }

    private static List<ListFilter> dates(Property property) {
        String stem = property.name().replaceFirst("On$", "");
        return List.of(
                one(
                        property,
                        stem + "From",
                        Property.Type.DATE,
                        property.description() + " This date or later.",
                        text -> new PartialDate(text).firstDay().toString(),
                        "e.%s + '~' >= $?"),
                one(
                        property,
                        stem + "To",
                        Property.Type.DATE,
                        property.description() + " This date or earlier.",
                        text -> new PartialDate(text).lastDay().toString(),
                        "e.%s <= $?"));
    }

    private static ListFilter atLeast(Property property, String description, String predicate) {
        return one(
                property,
                "min" + capital(property.name()),
                Property.Type.NUMBER,
                description,
                PropertyFilters::number,
                predicate);
    }

    private static ListFilter atMost(Property property, String description, String predicate) {
        return one(
                property,
                "max" + capital(property.name()),
                Property.Type.NUMBER,
                description,
                PropertyFilters::number,
                predicate);
    }

    private static ListFilter one(
            Property property,
            String name,
            Property.Type type,
            String description,
            Function<String, Object> reader,
            String predicate) {
        return ListFilter.of(name, description, type, List.of(), false, reader, predicate.formatted(property.name()));
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    static Object number(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number, not \"" + text + "\"", e);
        }
    }
}
