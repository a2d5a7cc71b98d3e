package dev.chipgraph.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What is shown of a subject: a function of the current claims of its evidence, see {@link Claims}. */
public final class ShownState {

    private static final String DESCRIPTION = "description";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ShownState() {}

    /** What evidence of a relationship of this type can claim. */
    public static List<Property> vocabulary(RelationshipType type) {
        return Stream.concat(type.properties().stream(), Validity.PROPERTIES.stream())
                .toList();
    }

    /** The state of an entity that its evidence claims. Its id is its name when no evidence names it. */
    public static Entity entity(String id, Kind kind, List<Evidence> evidence) {
        var claims = Claims.of(kind.properties(), evidence);
        Object name = Objects.requireNonNullElse(claims.shown(ClaimFields.NAME), id);
        return new Entity(
                id,
                kind,
                name.toString(),
                claims.names(name.toString()),
                (String) claims.shown(DESCRIPTION),
                null,
                claims.texts("sameAs"),
                claims.texts("tags"),
                claims.attributes(),
                properties(kind.properties(), claims),
                evidence,
                claims.conflicts(),
                null,
                null,
                null);
    }

    /**
     * The state of a relationship.
     *
     * @param claims the claims of its evidence, with the {@link #vocabulary} of its type
     */
    public static Relationship relationship(Relationship relationship, Claims claims) {
        var properties = properties(vocabulary(relationship.type()), claims);
        Validity validity = Validity.takenFrom(properties);
        if (relationship.properties().get(ClaimFields.ON_BEHALF_OF) instanceof String organization) {
            properties.put(ClaimFields.ON_BEHALF_OF, organization);
        }
        return new Relationship(
                relationship.id(),
                relationship.type(),
                relationship.from(),
                relationship.to(),
                properties,
                validity,
                null,
                null,
                relationship.evidence());
    }

    /** The texts that evidence of an entity claims and that are not shown. Its names all are. */
    public static List<String> unshownTexts(Entity entity, Evidence evidence) {
        return unshownTexts(entity.kind().properties(), entity.properties(), entity.description(), evidence);
    }

    /** The texts that evidence of a relationship claims and that are not shown. */
    public static List<String> unshownTexts(Relationship relationship, Evidence evidence) {
        return unshownTexts(relationship.type().properties(), relationship.properties(), null, evidence);
    }

    private static List<String> unshownTexts(
            List<Property> vocabulary, Map<String, Object> shown, String description, Evidence evidence) {
        var texts = vocabulary.stream()
                .filter(property -> property.type() == Property.Type.TEXT)
                .map(Property::name);
        return Stream.concat(Stream.of(DESCRIPTION), texts)
                .map(evidence.claims()::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.equals(description) && !shown.containsValue(text))
                .toList();
    }

    /** The shown values of the properties in the vocabulary. Values that do not fit their property are left out. */
    private static Map<String, Object> properties(List<Property> vocabulary, Claims claims) {
        var properties = new LinkedHashMap<String, Object>();
        vocabulary.stream().sorted(Comparator.comparing(Property::name)).forEach(property -> {
            Object shown = property.many() ? claims.all(property.name()) : claims.shown(property.name());
            Object value = shown == null ? null : value(property, shown);
            if (value != null) {
                properties.put(property.name(), value);
            }
        });
        return properties;
    }

    /** A claim as the value of a property; null when it is not a valid value. */
    public static Object value(Property property, Object claim) {
        return new RecordReader("claim").value(property, JSON.valueToTree(claim));
    }
}
