package dev.chipgraph.query.core;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An order of a list of entities. Entities without a value come last. The id breaks ties, so every order is total and
 * pages neither overlap nor leave gaps.
 *
 * @param name value of the query parameter; a minus in front means descending
 * @param key Cypher of the sort key of the node {@code e}
 * @param descending whether the greatest value comes first
 * @param first a value that sorts before every key
 */
public record Sort(String name, String key, boolean descending, Object first) {

    /** By id, the default. */
    public static final Sort ID = new Sort("id", "e.id", false, "");

    private static final String LAST_TEXT = "\uffff";

    /** The orders of lists across kinds, by name. */
    public static Map<String, Sort> common() {
        return byName(List.of());
    }

    /** The orders of lists of one kind, by name. */
    public static Map<String, Sort> of(Kind kind) {
        return byName(kind.properties());
    }

    private static Map<String, Sort> byName(List<Property> properties) {
        var sorts = new ArrayList<Sort>();
        sorts.add(ID);
        sorts.add(new Sort("-id", "e.id", true, LAST_TEXT));
        sorts.add(new Sort("name", "e.nameKey", false, ""));
        sorts.add(new Sort("-name", "e.nameKey", true, LAST_TEXT));
        both(sorts, "updatedAt", "toString(e.updatedAt)", "");
        both(sorts, "recordedAt", "toString(e.recordedAt)", "");
        for (Property property : properties) {
            switch (property.type()) {
                case DATE -> both(sorts, property.name(), "e." + property.name(), "");
                case NUMBER -> both(sorts, property.name(), "e." + property.name(), 0);
                case MONEY ->
                    both(
                            sorts,
                            property.name(),
                            "coalesce(e.%1$sValue, e.%1$sMax, e.%1$sMin)".formatted(property.name()),
                            0);
                case TEXT, CHOICE, LOCATION -> {}
            }
        }
        var byName = new LinkedHashMap<String, Sort>();
        sorts.forEach(sort -> byName.put(sort.name(), sort));
        return byName;
    }

    private static void both(List<Sort> sorts, String name, String value, Object like) {
        if (like instanceof String) {
            sorts.add(new Sort(name, "coalesce(%s, '~')".formatted(value), false, ""));
            sorts.add(new Sort("-" + name, "coalesce(%s, '')".formatted(value), true, LAST_TEXT));
        } else {
            sorts.add(new Sort(name, "coalesce(%s, %s)".formatted(value, Double.MAX_VALUE), false, -Double.MAX_VALUE));
            sorts.add(new Sort(
                    "-" + name, "coalesce(%s, %s)".formatted(value, -Double.MAX_VALUE), true, Double.MAX_VALUE));
        }
    }

    /** The sort key that a cursor needs beside the id; null when the order is by id. */
    public Object keyOf(Object value) {
        return key.equals("e.id") ? null : value;
    }

    /** Cypher of the predicate that an entity comes after the last item of the previous page. */
    public String predicate() {
        if (key.equals("e.id")) {
            return descending ? "e.id < $after" : "e.id > $after";
        }
        return descending
                ? "%1$s <= $afterKey AND (%1$s < $afterKey OR e.id > $after)".formatted(key)
                : "%1$s >= $afterKey AND (%1$s > $afterKey OR e.id > $after)".formatted(key);
    }

    /** Cypher of the order. With the kind in front, an index on kind and key has this order already. */
    public String order(boolean oneKind) {
        return oneKind ? "e.kind" + direction() + ", " + orderOf(key) : orderOf(key);
    }

    /** Cypher of the order by a column with the sort key. */
    public String orderOf(String computed) {
        return key.equals("e.id") ? "e.id" + direction() : computed + direction() + ", e.id";
    }

    private String direction() {
        return descending ? " DESC" : "";
    }
}
