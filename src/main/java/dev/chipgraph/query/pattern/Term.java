package dev.chipgraph.query.pattern;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.UnknownName;
import dev.chipgraph.model.Validity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A value of an entity or a relationship, by its name in patterns: {@code country}, {@code amount.value},
 * {@code signedOn.year}, {@code attributes.status}.
 *
 * @param name its name in patterns
 * @param form the form of the value
 * @param cypher its expression, in which {@code @} stands for the variable and {@code $#} for {@link #key()}
 * @param allowed the allowed values when they are a closed set, otherwise empty
 * @param key the key of an attribute, which comes from the client and is therefore a parameter; otherwise null
 */
record Term(String name, Form form, String cypher, List<String> allowed, String key) {

    /** The forms that a value can have. */
    enum Form {
        TEXT,
        NAME,
        DATE,
        NUMBER,
        TRUTH,
        INSTANT,
        LIST,
        MONEY,
        LOCATION,
        SOURCE;

        /** A literal that sorts before every value of the form, for rows without a value. */
        String zero() {
            return switch (this) {
                case NUMBER -> "0";
                case TRUTH -> "false";
                default -> "''";
            };
        }

        boolean isOrdered() {
            return this != LIST && this != MONEY && this != LOCATION && this != SOURCE;
        }
    }

    private static final String ATTRIBUTES = "attributes.";
    /** The public id, which a superseded relationship has in another property. */
    private static final String IDENTITY = "coalesce(@.id, @.formerId)";

    private static final String SOURCES =
            "CASE WHEN @ IS NOT NULL THEN COUNT { MATCH (support:Evidence {subject: %s}) WHERE cg.known(support) AND support.extractor <> 'translation' RETURN DISTINCT support.source } END"
                    .formatted(IDENTITY);

    private Term(String name, Form form, String cypher) {
        this(name, form, cypher, List.of(), null);
    }

    private static final Term ID_OF_ENTITY = new Term("id", Form.TEXT, "@.id");

    private static final List<Term> OF_ANY_ENTITY = List.of(
            ID_OF_ENTITY,
            new Term(
                    "kind",
                    Form.TEXT,
                    "@.kind",
                    List.of(Kind.values()).stream().map(Kind::wire).toList(),
                    null),
            new Term("name", Form.NAME, "@.name"),
            new Term("names", Form.LIST, "@.names"),
            new Term("description", Form.TEXT, "@.description"),
            new Term("country", Form.TEXT, "@.country"),
            new Term("sameAs", Form.LIST, "@.sameAs"),
            new Term("tags", Form.LIST, "@.tags"),
            new Term("source", Form.SOURCE, "@.id"),
            new Term("sources", Form.NUMBER, SOURCES),
            new Term("hasConflict", Form.TRUTH, "@.hasConflict"),
            new Term("version", Form.NUMBER, "@.version"),
            new Term("recordedAt", Form.INSTANT, "@.recordedAt"),
            new Term("updatedAt", Form.INSTANT, "@.updatedAt"));

    private static final List<Term> OF_ANY_RELATIONSHIP = List.of(
            new Term("id", Form.TEXT, IDENTITY),
            new Term("type", Form.TEXT, "type(@)"),
            new Term("validFrom", Form.DATE, "@.validFrom"),
            new Term("validTo", Form.DATE, "@.validTo"),
            new Term(Validity.ATTESTED_ON, Form.LIST, "@.attestedOn"),
            new Term("source", Form.SOURCE, IDENTITY),
            new Term("sources", Form.NUMBER, SOURCES),
            new Term("hasConflict", Form.TRUTH, "@.hasConflict"),
            new Term("recordedAt", Form.INSTANT, "@.recordedAt"));

    /** Whether its values are ids of entities. */
    boolean isIdOfEntity() {
        return form == Form.SOURCE || equals(ID_OF_ENTITY) || name.equals("onBehalfOf");
    }

    /** The terms of entities of any of these kinds, by name. */
    static Map<String, Term> ofEntities(Set<Kind> kinds) {
        return byName(
                OF_ANY_ENTITY,
                kinds.stream().flatMap(kind -> kind.properties().stream()).toList());
    }

    /** The terms of relationships of any of these types, by name. */
    static Map<String, Term> ofRelationships(Set<RelationshipType> types) {
        return byName(
                OF_ANY_RELATIONSHIP,
                types.stream().flatMap(type -> type.properties().stream()).toList());
    }

    /** The term of that name of entities of any of these kinds; null when there is none. */
    static Term ofEntities(Set<Kind> kinds, String name) {
        return name.startsWith(ATTRIBUTES) && name.length() > ATTRIBUTES.length()
                ? new Term(name, Form.TEXT, "@[$#]", List.of(), "attribute." + name.substring(ATTRIBUTES.length()))
                : ofEntities(kinds).get(name);
    }

    /** The message about a name that is not a term of entities of these kinds. */
    static String unknownOfEntities(String name, Set<Kind> kinds) {
        var allowed = new ArrayList<>(ofEntities(kinds).keySet());
        allowed.add(ATTRIBUTES + "*");
        String owner = kinds.size() == Kind.values().length ? "any entity" : Kind.described(kinds);
        return unknown(name, owner, allowed);
    }

    /** The message about a name that is not a term of relationships of these types. */
    static String unknownOfRelationships(String name, Set<RelationshipType> types) {
        String owner = types.size() == RelationshipType.values().length
                ? "any relationship"
                : types.stream().map(RelationshipType::wire).collect(Collectors.joining(" or "));
        return unknown(name, owner, ofRelationships(types).keySet());
    }

    private static String unknown(String name, String owner, Collection<String> allowed) {
        return UnknownName.message("\"%s\" is not a property of %s".formatted(name, owner), name, allowed);
    }

    private static Map<String, Term> byName(Collection<Term> common, List<Property> properties) {
        var terms = new LinkedHashMap<String, Term>();
        common.forEach(term -> terms.put(term.name(), term));
        properties.stream()
                .collect(Collectors.groupingBy(Property::name, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(same -> of(same).forEach(term -> terms.put(term.name(), term)));
        return terms;
    }

    /** The terms of a property that several kinds have; its allowed values are those of all of them. */
    private static List<Term> of(List<Property> same) {
        String name = same.getFirst().name();
        String expression = "@." + name;
        return switch (same.getFirst().type()) {
            case TEXT -> List.of(new Term(name, Form.TEXT, expression));
            case CHOICE -> {
                var allowed = same.stream()
                        .flatMap(property -> property.values().stream())
                        .distinct()
                        .toList();
                yield List.of(
                        new Term(name, same.getFirst().many() ? Form.LIST : Form.TEXT, expression, allowed, null));
            }
            case DATE ->
                List.of(
                        new Term(name, Form.DATE, expression),
                        new Term(name + ".year", Form.NUMBER, "toInteger(left(%s, 4))".formatted(expression)),
                        new Term(
                                name + ".month",
                                Form.TEXT,
                                "CASE WHEN size(%1$s) > 4 THEN left(%1$s, 7) END".formatted(expression)));
            case NUMBER -> List.of(new Term(name, Form.NUMBER, expression));
            case MONEY -> {
                var parts = new ArrayList<Term>();
                parts.add(new Term(name, Form.MONEY, expression));
                for (String part : List.of("Value", "Min", "Max")) {
                    parts.add(new Term(name + "." + part.toLowerCase(Locale.ROOT), Form.NUMBER, expression + part));
                }
                parts.add(new Term(name + ".currency", Form.TEXT, expression + "Currency"));
                parts.add(new Term(name + ".least", Form.NUMBER, "coalesce(%1$sValue, %1$sMin)".formatted(expression)));
                parts.add(new Term(
                        name + ".greatest", Form.NUMBER, "coalesce(%1$sValue, %1$sMax)".formatted(expression)));
                yield parts;
            }
            case LOCATION -> List.of(new Term(name, Form.LOCATION, expression));
        };
    }
}
