package dev.chipgraph.model;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A typed property that the vocabulary gives to a kind or to a relationship type.
 *
 * @param name name in JSON and as query parameter
 * @param type what values look like
 * @param many whether the value is a list
 * @param values the allowed values of a {@link Type#CHOICE}, otherwise empty
 * @param description one sentence for readers of the API
 */
public record Property(String name, Type type, boolean many, List<String> values, String description) {

    /** The forms that a value can have. */
    @Schema(name = "PropertyType")
    public enum Type {
        /** Free text. */
        TEXT,
        /** One of {@link Property#values()}. */
        CHOICE,
        /** ISO 8601 date, possibly partial: see {@link PartialDate}. */
        DATE,
        /** JSON number. */
        NUMBER,
        /** Amount of money: see {@link Money}. */
        MONEY,
        /** WGS 84 position: see {@link Location}. */
        LOCATION
    }

    static Property text(String name, String description) {
        return new Property(name, Type.TEXT, false, List.of(), description);
    }

    static Property date(String name, String description) {
        return new Property(name, Type.DATE, false, List.of(), description);
    }

    static Property number(String name, String description) {
        return new Property(name, Type.NUMBER, false, List.of(), description);
    }

    static Property money(String name, String description) {
        return new Property(name, Type.MONEY, false, List.of(), description);
    }

    static Property location(String name, String description) {
        return new Property(name, Type.LOCATION, false, List.of(), description);
    }

    static Property oneOf(String name, String description, String... values) {
        return new Property(name, Type.CHOICE, false, List.of(values), description);
    }

    static Property manyOf(String name, String description, String... values) {
        return new Property(name, Type.CHOICE, true, List.of(values), description);
    }
}
