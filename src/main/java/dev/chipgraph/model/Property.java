package dev.chipgraph.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A typed property that the vocabulary gives to a kind or to a relationship type.
 *
 * @param name name in JSON and as query parameter
 * @param type the type of the value, or of its items
 * @param many whether the value is a list
 * @param values the allowed values of a {@link Type#CHOICE}, otherwise empty
 * @param description one sentence for readers of the API
 * @param constraint what a value must satisfy in addition to its type
 */
public record Property(
        String name,
        Type type,
        boolean many,
        List<String> values,
        String description,
        @JsonIgnore Constraint constraint) {

    private static final Set<String> NO_PROSE = Set.of("url", "onBehalfOf");

    /** The types of value. */
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

    /** A property without a name, which describes a value of a type. */
    public static Property unnamed(Type type, List<String> values) {
        return new Property("", type, false, values, "", Constraint.NONE);
    }

    /** Whether its values are prose in the words of the sources, and not codes, ids or addresses. */
    @JsonIgnore
    public boolean isProse() {
        return type == Type.TEXT && constraint == Constraint.NONE && !NO_PROSE.contains(name);
    }

    static Property text(String name, String description) {
        return single(name, Type.TEXT, description, Constraint.NONE);
    }

    static Property text(String name, Constraint constraint, String description) {
        return single(name, Type.TEXT, description, constraint);
    }

    static Property date(String name, String description) {
        return single(name, Type.DATE, description, Constraint.NONE);
    }

    static Property dates(String name, String description) {
        return new Property(name, Type.DATE, true, List.of(), description, Constraint.NONE);
    }

    static Property number(String name, String description) {
        return single(name, Type.NUMBER, description, Constraint.NONE);
    }

    static Property number(String name, Constraint constraint, String description) {
        return single(name, Type.NUMBER, description, constraint);
    }

    static Property money(String name, String description) {
        return single(name, Type.MONEY, description, Constraint.NONE);
    }

    static Property location(String name, String description) {
        return single(name, Type.LOCATION, description, Constraint.NONE);
    }

    private static Property single(String name, Type type, String description, Constraint constraint) {
        return new Property(name, type, false, List.of(), description, constraint);
    }

    /**
     * A property with one of several values.
     *
     * @param values the allowed values, separated by spaces
     */
    static Property oneOf(String name, String description, String values) {
        return new Property(name, Type.CHOICE, false, List.of(values.split(" ", -1)), description, Constraint.NONE);
    }

    /**
     * A property with a list of values.
     *
     * @param values the allowed values, separated by spaces
     */
    static Property manyOf(String name, String description, String values) {
        return new Property(name, Type.CHOICE, true, List.of(values.split(" ", -1)), description, Constraint.NONE);
    }
}
