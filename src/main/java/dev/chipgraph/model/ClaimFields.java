package dev.chipgraph.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values of records as claims: plain JSON values by property. */
public final class ClaimFields {

    static final String NAME = "name";
    static final String NAMES = "names";
    static final String ATTRIBUTE = "attributes.";

    /** A reference: it follows merges, which claims do not. */
    static final String ON_BEHALF_OF = "onBehalfOf";

    private static final String ATTRIBUTES = "attributes";
    private static final Set<String> NO_CLAIMS = Set.of("id", "kind", "evidence");
    private static final Set<String> IDENTITY_OF_RELATIONSHIPS = Set.of("from", "type", "to", ON_BEHALF_OF);
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClaimFields() {}

    /** An entity whose evidence claims its values; see {@link #complete(List, Map)}. */
    public static Entity complete(Entity entity) {
        return entity.with(complete(entity.evidence(), ImportFormat.of(entity)));
    }

    /** A relationship whose evidence claims its values. */
    public static Relationship complete(Relationship relationship) {
        return relationship.with(complete(relationship.evidence(), ImportFormat.of(relationship)));
    }

    /**
     * The evidence of a record, each claiming the values of the record. About a property of which some of the evidence
     * makes claims itself, the rest claims nothing.
     *
     * @param record the fields of the record in the import format
     */
    public static List<Evidence> complete(List<Evidence> evidence, Map<String, Object> record) {
        var values = claimable(record);
        evidence.forEach(each -> values.keySet().removeAll(each.claims().keySet()));
        if (values.isEmpty()) {
            return evidence;
        }
        var claims = plain(values);
        var main = evidence.stream().map(each -> each.claims().get(NAME)).collect(Collectors.toSet());
        claims.computeIfPresent(NAMES, (names, all) -> {
            var others = items(all).stream()
                    .filter(name -> !(name instanceof Map<?, ?> fields && main.contains(fields.get("value"))))
                    .toList();
            return others.isEmpty() ? null : others;
        });
        return evidence.stream()
                .map(each -> Claims.isDecision(each) ? each : each.claiming(claims))
                .toList();
    }

    /** The properties that evidence of entities of a kind can claim, besides attributes. */
    public static List<String> names(Kind kind) {
        return Stream.concat(
                        Stream.of(NAME, NAMES, "description", "sameAs", "tags"),
                        kind.properties().stream().map(Property::name))
                .toList();
    }

    /** The properties that evidence of relationships of a type can claim. */
    public static List<String> names(RelationshipType type) {
        return ShownState.vocabulary(type).stream()
                .map(Property::name)
                .filter(name -> !name.equals(ON_BEHALF_OF))
                .toList();
    }

    /** Whether this is {@code attributes.} and a name. */
    public static boolean isAttribute(String property) {
        return property.startsWith(ATTRIBUTE) && property.length() > ATTRIBUTE.length();
    }

    /** The values of a record that can be claimed, as JSON has them; attributes under the names {@code attributes.*}. */
    public static Map<String, Object> fields(Map<String, Object> record) {
        return flat(plain(claimable(record)));
    }

    /** Values as JSON has them. Jackson takes several times as long for the texts and numbers that most of them are. */
    private static Map<String, Object> plain(Map<String, Object> values) {
        var plain = new LinkedHashMap<>(values);
        plain.replaceAll((property, value) -> plain(value));
        return plain;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case String text -> text;
            case Number number -> number;
            case PartialDate date -> date.text();
            case List<?> list -> list.stream().map(ClaimFields::plain).toList();
            case Object other -> JSON.convertValue(other, Object.class);
        };
    }

    private static Map<String, Object> claimable(Map<String, Object> record) {
        var values = new LinkedHashMap<>(record);
        values.keySet().removeAll(NO_CLAIMS);
        if (record.containsKey("from")) {
            values.keySet().removeAll(IDENTITY_OF_RELATIONSHIPS);
        }
        return values;
    }

    /**
     * The wanted values that differ from the shown ones, by property; null for those that are not wanted.
     *
     * @param shown values as {@link #fields} gives them
     * @param wanted values as {@link #fields} gives them
     */
    public static Map<String, Object> differing(Map<String, Object> shown, Map<String, Object> wanted) {
        var differing = new LinkedHashMap<String, Object>();
        shown.keySet().stream()
                .filter(property -> !wanted.containsKey(property))
                .forEach(property -> differing.put(property, null));
        wanted.forEach((property, value) -> {
            if (!shown.containsKey(property) || !canonical(value).equals(canonical(shown.get(property)))) {
                differing.put(property, value);
            }
        });
        return differing;
    }

    /** The claims with each attribute as a property of its own. */
    static Map<String, Object> flat(Map<?, ?> claims) {
        var flat = new LinkedHashMap<String, Object>();
        claims.forEach((property, value) -> {
            if (property.equals(ATTRIBUTES) && value instanceof Map<?, ?> attributes) {
                attributes.forEach((name, text) ->
                        flat.put(ATTRIBUTE + name, text instanceof List<?> ? text : String.valueOf(text)));
            } else if (value != null) {
                flat.put((String) property, value);
            }
        });
        return flat;
    }

    static List<?> items(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** The reverse of {@link #fields} for one property. */
    public static Map<String, Object> unflat(String property, Object value) {
        return property.startsWith(ATTRIBUTE)
                ? Map.of(ATTRIBUTES, Map.of(property.substring(ATTRIBUTE.length()), value))
                : Map.of(property, value);
    }

    /** Equal for values that mean the same: 1 and 1.0, and objects whatever the order of their fields. */
    static Object canonical(Object value) {
        return switch (value) {
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case Map<?, ?> map -> {
                var canonical = new TreeMap<String, Object>();
                map.forEach((key, item) -> {
                    if (item != null) {
                        canonical.put((String) key, canonical(item));
                    }
                });
                yield canonical;
            }
            case List<?> list -> list.stream().map(ClaimFields::canonical).toList();
            case Object other -> other;
        };
    }

    /** The items that are not among the others. */
    static List<Object> without(List<?> items, List<?> others) {
        var known = others.stream().map(ClaimFields::canonical).collect(Collectors.toSet());
        return items.stream()
                .filter(item -> !known.contains(canonical(item)))
                .<Object>map(item -> item)
                .toList();
    }
}
